import { route } from "@/server/platform/route";
import { getUsage } from "@/server/runs";
import { contract } from "@/server/runs/contract";

export const GET = route(contract.getUsage, getUsage);

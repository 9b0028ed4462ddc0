import { route } from "@/server/platform/route";
import { getSummary } from "@/server/system";
import { contract } from "@/server/system/contract";

export const GET = route(contract.getSummary, getSummary);

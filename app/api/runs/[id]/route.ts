import { route } from "@/server/platform/route";
import { getRun } from "@/server/runs";
import { contract } from "@/server/runs/contract";

export const GET = route(contract.getRun, getRun);

import { route } from "@/server/platform/route";
import { listRuns } from "@/server/runs";
import { contract } from "@/server/runs/contract";

export const GET = route(contract.listRuns, listRuns);

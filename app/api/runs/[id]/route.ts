import { route } from "@/server/platform/route";
import { getRun, runExists } from "@/server/runs";
import { contract } from "@/server/runs/contract";

export const GET = route(contract.getRun, getRun, { exists: runExists });

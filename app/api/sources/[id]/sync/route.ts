import { route } from "@/server/platform/route";
import { sourceExists, syncSource } from "@/server/runs";
import { contract } from "@/server/runs/contract";

export const POST = route(contract.syncSource, syncSource, { exists: sourceExists });

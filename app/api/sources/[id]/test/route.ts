import { route } from "@/server/platform/route";
import { sourceExists, testSource } from "@/server/runs";
import { contract } from "@/server/runs/contract";

export const POST = route(contract.testSource, testSource, { exists: sourceExists });

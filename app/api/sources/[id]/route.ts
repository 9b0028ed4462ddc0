import { route } from "@/server/platform/route";
import { sourceExists, updateSource } from "@/server/runs";
import { contract } from "@/server/runs/contract";

export const PATCH = route(contract.updateSource, updateSource, { exists: sourceExists });

import { deleteRegistry, registryExists, updateRegistry } from "@/server/agents";
import { contract } from "@/server/agents/contract";
import { route } from "@/server/platform/route";

export const PATCH = route(contract.updateRegistry, updateRegistry, { exists: registryExists });
export const DELETE = route(contract.deleteRegistry, deleteRegistry, { exists: registryExists });

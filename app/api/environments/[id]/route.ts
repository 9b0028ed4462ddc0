import { route } from "@/server/platform/route";
import { environmentExists, updateEnvironment } from "@/server/system";
import { contract } from "@/server/system/contract";

export const PATCH = route(contract.updateEnvironment, updateEnvironment, { exists: environmentExists });

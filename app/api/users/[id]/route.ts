import { updateUser, userExists } from "@/server/auth";
import { contract } from "@/server/auth/contract";
import { route } from "@/server/platform/route";

export const PATCH = route(contract.updateUser, updateUser, { exists: userExists });

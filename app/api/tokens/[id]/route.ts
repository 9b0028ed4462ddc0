import { revokeToken, tokenExists } from "@/server/auth";
import { contract } from "@/server/auth/contract";
import { route } from "@/server/platform/route";

export const DELETE = route(contract.revokeToken, revokeToken, { exists: tokenExists });

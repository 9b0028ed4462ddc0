import { listUserSessions, revokeUserSessions, userExists } from "@/server/auth";
import { contract } from "@/server/auth/contract";
import { route } from "@/server/platform/route";

export const GET = route(contract.listUserSessions, listUserSessions, { exists: userExists });
export const DELETE = route(contract.revokeUserSessions, revokeUserSessions, { exists: userExists });

import { resetUser, userExists } from "@/server/auth";
import { contract } from "@/server/auth/contract";
import { route } from "@/server/platform/route";

export const POST = route(contract.resetUser, resetUser, { exists: userExists });

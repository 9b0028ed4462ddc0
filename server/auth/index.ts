import "server-only";

export { createUser } from "./create-user";
export { firstAdminLink, isFirstStart } from "./first-admin";
export { userExists } from "./internal";
export { listUsers } from "./list-users";
export { changeMyPassword, getMe, updateMe } from "./me";
export { authOptions } from "./next-auth";
export { redeemLink } from "./redeem-link";
export { resetUser } from "./reset-user";
export { listMySessions, listUserSessions, mySessionExists, revokeMySession, revokeUserSessions } from "./sessions";
export { createToken, listTokens, revokeToken, tokenExists } from "./tokens";
export { updateUser } from "./update-user";

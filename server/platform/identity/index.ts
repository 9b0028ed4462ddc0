export { clientAddress } from "./address";
export { identify, isSecureOrigin, sessionCookieName, stillSignedIn } from "./identify";
export { hashToken, lookUpToken, newToken, type TokenRow } from "./token";

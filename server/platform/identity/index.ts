export { clientAddress } from "./address";
export { identify, isSecureOrigin, sessionCookieName, stillSignedIn } from "./identify";
export { isFromLoopback, peerOf, stampPeers } from "./peer";
export { hashToken, lookUpToken, newToken, type TokenRow } from "./token";

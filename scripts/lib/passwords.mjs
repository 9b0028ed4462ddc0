import { randomBytes } from "node:crypto";

/** A random password of 24 characters that needs no escaping in a URL. */
export const newPassword = () => randomBytes(18).toString("base64url");

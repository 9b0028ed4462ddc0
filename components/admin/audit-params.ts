import { createLoader, parseAsString } from "nuqs/server";
import type { AuditAsked } from "./queries";

export const auditParams = { q: parseAsString.withDefault(""), action: parseAsString };

export const loadAuditParams = createLoader(auditParams);

export function auditAsked({ q, action }: { q: string; action: string | null }): AuditAsked {
  return { ...(q === "" ? {} : { q }), ...(action === null ? {} : { action }) };
}

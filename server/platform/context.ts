import type { Prisma } from "@/server/platform/db/generated/client";
import { newId } from "@/server/platform/ids";

export const ROLES = ["viewer", "operator", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** Who acts: a person, a token, or Muster itself. The audit trail tells them apart. */
export type Actor =
  | { kind: "user"; id: string; name: string; role: Role; sessionId: string }
  | { kind: "token"; id: string; name: string; role: Role }
  | { kind: "system"; name: string }
  | { kind: "stranger" };

export interface Ctx {
  actor: Actor;
  requestId: string;
  /** The caller's address, through trusted proxies only. */
  ip: string | null;
  signal?: AbortSignal;
  ifMatch?: string;
  idempotencyKey?: string;
  tx?: Prisma.TransactionClient;
}

export function systemContext(name: string, signal?: AbortSignal): Ctx {
  return { actor: { kind: "system", name }, requestId: newId(), ip: null, ...(signal ? { signal } : {}) };
}

/** A stranger has no rank; Muster itself may do all. */
export function hasRole(actor: Actor, needed: Role): boolean {
  if (actor.kind === "stranger") return false;
  if (actor.kind === "system") return true;
  return ROLES.indexOf(actor.role) >= ROLES.indexOf(needed);
}

export function actorName(actor: Actor): string {
  return actor.kind === "stranger" ? "stranger" : actor.name;
}

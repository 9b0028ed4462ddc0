import { decode } from "next-auth/jwt";
import type { Actor, Role } from "@/server/platform/context";
import { pool } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { lookUpToken } from "./token";

export function isSecureOrigin(): boolean {
  return env().publicUrl?.startsWith("https:") ?? false;
}

export function sessionCookieName(): string {
  return isSecureOrigin() ? "__Secure-next-auth.session-token" : "next-auth.session-token";
}

/** Who asks: a token where one is sent, else the session of the cookie. Agent tokens open the registry only. */
export async function identify(authorization: string | null, cookie: string | undefined): Promise<Actor> {
  if (authorization !== null) return fromHeader(authorization);
  return cookie === undefined ? { kind: "stranger" } : fromSession(cookie);
}

async function fromHeader(authorization: string): Promise<Actor> {
  const token = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1];
  const row = token === undefined ? null : await lookUpToken(token);
  if (row?.kind !== "api" || row.role === null) return { kind: "stranger" };
  return { kind: "token", id: row.id, name: row.name, role: row.role };
}

async function fromSession(cookie: string): Promise<Actor> {
  const secret = env().authSecret;
  if (secret === undefined) return { kind: "stranger" };
  // An unreadable or expired cookie is no error: its owner is a stranger.
  const claims = await decode({ token: cookie, secret }).catch(() => null);
  const sid = claims?.sid;
  return typeof sid === "string" ? readSession(sid) : { kind: "stranger" };
}

interface SessionRow {
  userId: string;
  name: string;
  role: Role;
}

/** One read a request: a revoked session, a disabled user and a changed role count at once. */
async function readSession(sid: string): Promise<Actor> {
  const { rows } = await pool().query<SessionRow>({
    name: "read-session",
    text: `SELECT u.id AS "userId", u.name, u.role FROM user_session s JOIN app_user u ON u.id = s.user_id
           WHERE s.id = $1 AND s.revoked_at IS NULL AND s.expires_at > now() AND u.disabled_at IS NULL`,
    values: [sid],
  });
  const row = rows[0];
  if (!row) return { kind: "stranger" };
  return { kind: "user", id: row.userId, name: row.name, role: row.role, sessionId: sid };
}

export async function stillSignedIn(actor: Actor): Promise<boolean> {
  if (actor.kind === "user") {
    const now = await readSession(actor.sessionId);
    return now.kind === "user" && now.role === actor.role;
  }
  if (actor.kind !== "token") return false;
  const { rows } = await pool().query(
    `SELECT 1 FROM token WHERE id = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
    [actor.id],
  );
  return rows.length === 1;
}

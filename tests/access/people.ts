import { encode } from "next-auth/jwt";
import type { Role } from "@/server/platform/context";
import { pool } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { hashToken, newToken, sessionCookieName } from "@/server/platform/identity";
import { newId } from "@/server/platform/ids";

/** Headers under which somebody asks. */
export type Credentials = Record<string, string>;

/** A person with an open session, as a browser of theirs would ask from our own pages. */
export async function signedIn(role: Role): Promise<{ userId: string; sessionId: string; headers: Credentials }> {
  const [userId, sessionId] = [newId(), newId()];
  await pool().query(`INSERT INTO app_user (id, email, name, role) VALUES ($1, $2, $3, $4)`, [
    userId,
    `${userId}@example.test`,
    `A ${role}`,
    role,
  ]);
  await pool().query(`INSERT INTO user_session (id, user_id, expires_at) VALUES ($1, $2, now() + interval '1 hour')`, [
    sessionId,
    userId,
  ]);
  const token = await encode({ token: { sub: userId, sid: sessionId }, secret: String(env().authSecret) });
  const headers = {
    cookie: `${sessionCookieName()}=${token}`,
    origin: "http://127.0.0.1:3000",
    host: "127.0.0.1:3000",
  };
  return { userId, sessionId, headers };
}

/** An API token of a role, or an agent token. */
export async function withToken(kind: Role | "agent"): Promise<Credentials> {
  const made = newToken(kind === "agent" ? "agent" : "api");
  await pool().query(
    `INSERT INTO token (id, kind, name, role, environment_id, prefix, token_hash, created_by)
     SELECT $1, $2, 'test', $3, CASE WHEN $2 = 'agent' THEN (SELECT id FROM environment WHERE name = 'default') END, $4, $5, 'test'`,
    [newId(), kind === "agent" ? "agent" : "api", kind === "agent" ? null : kind, made.prefix, hashToken(made.token)],
  );
  return { authorization: `Bearer ${made.token}` };
}

import { createHash, randomBytes } from "node:crypto";
import type { Role } from "@/server/platform/context";
import { pool } from "@/server/platform/db";
import { log } from "@/server/platform/log";

/** A token as it may be used now: not revoked, not expired. */
export interface TokenRow {
  id: string;
  kind: "api" | "agent";
  name: string;
  role: Role | null;
  environmentId: string | null;
  networks: string[];
  maxAgents: number | null;
}

const CACHE_MS = 5_000;
const MOST_CACHED = 10_000;
const USED_EVERY_MS = 60_000;
const cache = new Map<string, { row: TokenRow | null; until: number }>();
const usedAt = new Map<string, number>();

/** 32 random bytes behind a prefix that scanners for leaked secrets can know. */
export function newToken(kind: "api" | "agent"): { token: string; prefix: string; hash: Buffer } {
  const token = `muster_${kind}_${randomBytes(32).toString("base64url")}`;
  return { token, prefix: token.slice(0, 18), hash: hashToken(token) };
}

export function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/** Through a cache of five seconds, so a revocation is seen within that. */
export async function lookUpToken(token: string): Promise<TokenRow | null> {
  const hash = hashToken(token);
  const key = hash.toString("base64");
  const cached = cache.get(key);
  const now = Date.now();
  const row = cached && cached.until > now ? cached.row : await readToken(hash);
  if (cache.size > MOST_CACHED) cache.clear();
  if (!cached || cached.until <= now) cache.set(key, { row, until: now + CACHE_MS });
  if (row) markUsed(row.id, now);
  return row;
}

async function readToken(hash: Buffer): Promise<TokenRow | null> {
  const { rows } = await pool().query<TokenRow>(
    `SELECT id, kind, name, role, environment_id AS "environmentId", networks, max_agents AS "maxAgents"
     FROM token WHERE token_hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
    [hash],
  );
  return rows[0] ?? null;
}

function markUsed(id: string, now: number): void {
  if (now - (usedAt.get(id) ?? 0) < USED_EVERY_MS) return;
  usedAt.set(id, now);
  pool()
    .query(`UPDATE token SET last_used_at = now() WHERE id = $1`, [id])
    .catch((error: unknown) => log().warn({ err: error }, "the last use of a token was not noted"));
}

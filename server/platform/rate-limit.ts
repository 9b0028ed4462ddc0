import { pool } from "@/server/platform/db";

export interface Limit {
  /** The most that are held at once. */
  burst: number;
  perMinute: number;
  /** How many a process fetches at once and spends without asking the database. */
  chunk: number;
}

export const API_LIMIT: Limit = { burst: 1200, perMinute: 1200, chunk: 40 };
export const SIGN_IN_LIMIT: Limit = { burst: 30, perMinute: 20, chunk: 1 };
/** Guesses of one address at one account: five, then one in three minutes. */
export const GUESS_LIMIT: Limit = { burst: 5, perMinute: 1 / 3, chunk: 1 };

interface Held {
  tokens: number;
  until: number;
}

const KEPT_MS = 10_000;
const MOST_KEYS = 10_000;
const held = new Map<string, Held>();

/** Spends one token of `key`, shared by all replicas. Answers 0, or the seconds to wait. */
export async function spend(key: string, limit: Limit): Promise<number> {
  const now = Date.now();
  const mine = held.get(key);
  if (mine && mine.tokens > 0 && mine.until > now) {
    mine.tokens -= 1;
    return 0;
  }
  const taken = await take(key, limit);
  if (taken < 1) return 60 / limit.perMinute;
  if (held.size > MOST_KEYS) held.clear();
  held.set(key, { tokens: taken - 1, until: now + KEPT_MS });
  return 0;
}

/** Token bucket in one statement: refill by the time gone, then take up to a chunk. */
async function take(key: string, { burst, perMinute, chunk }: Limit): Promise<number> {
  const { rows } = await pool().query<{ taken: string }>(
    `INSERT INTO rate_limit AS held (key, tokens, updated_at) VALUES ($1, $2::float8 - $4::float8, clock_timestamp())
     ON CONFLICT (key) DO UPDATE SET
       tokens = greatest(-1, least($2::float8, held.tokens + extract(epoch FROM clock_timestamp() - held.updated_at) * $3::float8 / 60) - $4::float8),
       updated_at = clock_timestamp()
     RETURNING CASE WHEN tokens >= 0 THEN $4::float8 ELSE 0 END::text AS taken`,
    [key, burst, perMinute, chunk],
  );
  return Number(rows[0]?.taken ?? 0);
}

/** A success wipes the guesses before it. */
export async function forgive(key: string): Promise<void> {
  held.delete(key);
  await pool().query(`DELETE FROM rate_limit WHERE key = $1`, [key]);
}

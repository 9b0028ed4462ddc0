import type pg from "pg";

/** A process beats every 5 s; one that missed a beat and a half receives nothing any more. */
const PRESENT_MS = 8_000;

export type Receivers = {
  now: number;
  /** Start of the oldest registry process that is there now; null while there is none. */
  presentSince: number | null;
  lastSeenAt: number | null;
  upstreams: Map<string, { okAt: number | null; pollIntervalMs: number }>;
};

/** Who receives heartbeats now: our registry's processes and the upstream registries that answer our polls. */
export async function receivers(db: pg.Pool): Promise<Receivers> {
  const present = await db.query<{ now: Date; present_since: Date | null; last_seen_at: Date | null }>(
    `SELECT clock_timestamp() AS now, max(seen_at) AS last_seen_at,
       min(started_at) FILTER (WHERE seen_at > clock_timestamp() - $1 * interval '1 millisecond') AS present_since
     FROM role_instance WHERE role = 'registry'`,
    [PRESENT_MS],
  );
  const mirrors = await db.query<{ id: string; last_ok_at: Date | null; poll_interval_ms: number }>(
    `SELECT id, last_ok_at, poll_interval_ms FROM registry WHERE kind NOT IN ('builtin', 'manual')`,
  );
  const row = present.rows[0];
  if (!row) throw new Error("an aggregate without a row");
  return {
    now: row.now.getTime(),
    presentSince: row.present_since?.getTime() ?? null,
    lastSeenAt: row.last_seen_at?.getTime() ?? null,
    upstreams: new Map(
      mirrors.rows.map((m) => [m.id, { okAt: m.last_ok_at?.getTime() ?? null, pollIntervalMs: m.poll_interval_ms }]),
    ),
  };
}

import type pg from "pg";
import type { Silent } from "@/server/health/impairment";

const DEFAULT_INTERVAL_MS = 30_000;

/** The agents of other workers' shards that bring no answer although they beat: counted as our own are. */
export async function silentElsewhere(db: pg.Pool, ownShards: number[]): Promise<Silent> {
  const { rows } = await db.query<{ newly: number; beating: number }>(
    `SELECT count(*)::int AS beating,
       (count(*) FILTER (WHERE v.first_bad_at > now() - step AND v.probe_last_ok_at >= v.first_bad_at - 2 * step))::int AS newly
       FROM agent_verdict v JOIN agent a ON a.id = v.agent_id
      CROSS JOIN LATERAL (SELECT interval '1 millisecond' *
        CASE WHEN jsonb_typeof(a.probe->'intervalMs') = 'number' THEN (a.probe->>'intervalMs')::float8 ELSE $2 END AS step) every
      WHERE v.first_bad_at IS NOT NULL AND v.probe_latency_ms IS NULL AND v.heartbeat <> 'bad'
        AND a.shard <> ALL ($1::smallint[]) AND a.retired_at IS NULL AND a.paused_at IS NULL`,
    [ownShards, DEFAULT_INTERVAL_MS],
  );
  return { newlyBad: rows[0]?.newly ?? 0, badThoughBeating: rows[0]?.beating ?? 0 };
}

import { dateOf, type LoadedStatus, statusWord } from "@/server/health/internal";
import type { Queryable } from "@/server/platform/db/transaction";

type Range = { from: Date; to: Date };
const MOST_SPANS = 2_000;

/** Spans that touch the range, oldest first; `to` null for one that goes on. */
export async function spansInRange(
  db: Queryable,
  agentId: string,
  { from, to }: Range,
): Promise<{ status: LoadedStatus; from: Date; to: Date | null; reason: string }[]> {
  const { rows } = await db.query(
    `SELECT * FROM (SELECT status, from_at, CASE WHEN open THEN NULL ELSE to_at END AS to_at, cause FROM status_seen
        WHERE agent_id = $1::uuid AND from_at < $3::timestamptz AND to_at >= $2::timestamptz
        ORDER BY from_at DESC LIMIT $4) newest ORDER BY from_at`,
    [agentId, from.toISOString(), to.toISOString(), MOST_SPANS],
  );
  return rows.map((row) => ({
    status: statusWord(row.status),
    from: dateOf(row.from_at) ?? from,
    to: dateOf(row.to_at),
    reason: String(row.cause),
  }));
}

export type LatencyPoint = {
  t: Date;
  p50: number | null;
  p95: number | null;
  max: number | null;
  samples: number;
  failed: number;
};

/** Latency of the probes that were answered, and how many were not, in steps of `stepMs` (a multiple of five minutes). */
export async function latencyInRange(
  db: Queryable,
  agentId: string,
  { from, to }: Range,
  stepMs: number,
): Promise<LatencyPoint[]> {
  const { rows } = await db.query(
    `WITH cut AS (
       SELECT to_timestamp(floor(extract(epoch FROM slot) * 1000 / $4::numeric) * $4::numeric / 1000) AS t, latencies, failed
         FROM probe_slot WHERE agent_id = $1::uuid AND slot >= $2::timestamptz AND slot < $3::timestamptz),
     answered AS (
       SELECT t, percentile_cont(ARRAY[0.5, 0.95]) WITHIN GROUP (ORDER BY ms) AS p, max(ms) AS most, count(*)::int AS n
         FROM cut CROSS JOIN LATERAL unnest(latencies) AS ms GROUP BY t)
     SELECT t, p[1] AS p50, p[2] AS p95, most, coalesce(n, 0) AS n, sum(failed)::int AS failed
       FROM cut LEFT JOIN answered USING (t) GROUP BY t, p, most, n ORDER BY t`,
    [agentId, from.toISOString(), to.toISOString(), stepMs],
  );
  return rows.map((row) => ({
    t: dateOf(row.t) ?? from,
    p50: numberOf(row.p50),
    p95: numberOf(row.p95),
    max: numberOf(row.most),
    samples: Number(row.n),
    failed: Number(row.failed),
  }));
}

function numberOf(value: unknown): number | null {
  return value === null ? null : Number(value);
}

import type { Queryable } from "@/server/platform/db";
import type { Cut, Scope } from "@/server/runs/usage/scope";
import { bucketOf, IN_SCOPE, keyOf, ONLY_SCOPE, speaks, TYPED, valuesOf } from "./usage-sums";

export interface Durations {
  key: string;
  bucket: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
}

/** Nearest-rank percentiles out of the facts themselves. */
export async function exactDurations(db: Queryable, scope: Scope, cut: Cut): Promise<Durations[]> {
  const only = scope.models
    ? "AND EXISTS (SELECT 1 FROM run_model_usage u WHERE u.run_id = c.run_id AND u.model = ANY($7))"
    : "";
  const { rows } = await db.query(
    `WITH ${TYPED}, authority AS MATERIALIZED (SELECT * FROM authority_spans())
     SELECT ${keyOf(scope, cut)} AS key, ${bucketOf(cut)} AS bucket,
       percentile_disc(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY r.duration_ms) AS ranks, max(r.duration_ms) AS max
     FROM (SELECT c.source_id, c.workflow_id, c.bucket, c.agent_id, c.duration_ms FROM run_contribution c
       WHERE c.started_at >= $1 AND c.started_at < $2 AND c.with_duration = 1 ${only}) r
     ${IN_SCOPE} ${speaks("ar", "runs")}
     WHERE ${ONLY_SCOPE} AND ar.source_id IS NOT NULL GROUP BY 1, 2`,
    valuesOf(scope, cut),
  );
  return rows.map((row) => {
    const [p50, p95, p99] = ranksOf(row.ranks);
    return { key: String(row.key), bucket: Number(row.bucket), p50, p95, p99, max: Number(row.max) };
  });
}

/** Nearest-rank percentiles out of merged bucket counts: within 1 % of the exact ones. */
export async function mergedDurations(db: Queryable, scope: Scope, cut: Cut): Promise<Durations[]> {
  const { rows } = await db.query(
    `WITH ${TYPED}, authority AS MATERIALIZED (SELECT * FROM authority_spans()),
     counts AS (
       SELECT ${keyOf(scope, cut)} AS key, ${bucketOf(cut)} AS bucket, r.k, sum(r.n) AS n
       FROM (SELECT source_id, workflow_id, bucket, k, n FROM rollup_hist_15m WHERE bucket >= $3 AND bucket < $4
         UNION ALL SELECT source_id, workflow_id, bucket, k, 1 FROM run_contribution
         WHERE k IS NOT NULL AND started_at >= $1 AND started_at < $3
         UNION ALL SELECT source_id, workflow_id, bucket, k, 1 FROM run_contribution
         WHERE k IS NOT NULL AND started_at >= $4 AND started_at < $2) r
       ${IN_SCOPE} ${speaks("ar", "runs")}
       WHERE ${ONLY_SCOPE} AND ar.source_id IS NOT NULL GROUP BY 1, 2, 3
     ), ranked AS (
       SELECT key, bucket, k, sum(n) OVER (PARTITION BY key, bucket ORDER BY k) AS upto,
         sum(n) OVER (PARTITION BY key, bucket) AS total FROM counts WHERE n > 0
     )
     SELECT key, bucket, ARRAY[min(k) FILTER (WHERE upto >= ceil(0.5 * total)), min(k) FILTER (WHERE upto >= ceil(0.95 * total)),
       min(k) FILTER (WHERE upto >= ceil(0.99 * total))] AS ranks, max(k) AS max
     FROM ranked GROUP BY 1, 2`,
    valuesOf(scope, cut),
  );
  return rows.map((row) => {
    const [p50, p95, p99] = ranksOf(row.ranks).map(middleOfBucket);
    const max = middleOfBucket(Number(row.max));
    return { key: String(row.key), bucket: Number(row.bucket), p50: p50 ?? 0, p95: p95 ?? 0, p99: p99 ?? 0, max };
  });
}

function ranksOf(ranks: unknown): [number, number, number] {
  const [p50, p95, p99] = Array.isArray(ranks) ? ranks.map(Number) : [];
  return [p50 ?? 0, p95 ?? 0, p99 ?? 0];
}

const GAMMA = 1.01 / 0.99;

/** The value whose relative distance to both ends of the bucket is equal: within 1 % of all it holds. */
export function middleOfBucket(k: number): number {
  return k < 0 ? 0 : Math.round(((2 * GAMMA ** k) / (GAMMA + 1)) * 1000) / 1000;
}

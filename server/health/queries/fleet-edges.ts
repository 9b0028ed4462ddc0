import type { Edges, FleetStatus } from "@/server/health/fleet-points";
import type { Queryable } from "@/server/platform/db/transaction";

export type EdgeRow = Edges & { key: string };

const KEY = {
  none: "''",
  environment: "e.name",
  workflow: "coalesce(a.workflow, '')",
} as const;

/**
 * Where spans begin and end within the range, by group, status and bucket: the work grows with the spans, not with
 * spans × points.
 */
export async function fleetEdges(
  db: Queryable,
  range: { from: Date; to: Date; start: number; stepMs: number },
  groupBy: keyof typeof KEY,
): Promise<EdgeRow[]> {
  const { rows } = await db.query(
    `WITH clipped AS (
       SELECT ${KEY[groupBy]} AS key, s.status, greatest(s.from_at, $1::timestamptz) AS a, least(s.to_at, $2::timestamptz) AS z
         FROM status_seen s JOIN agent a ON a.id = s.agent_id JOIN environment e ON e.id = a.environment_id
        WHERE s.from_at < $2::timestamptz AND s.to_at > $1::timestamptz),
     edge AS (
       SELECT key, status, 1000 * extract(epoch FROM a)::float8 - $3::float8 AS at, 1 AS change FROM clipped
       UNION ALL SELECT key, status, 1000 * extract(epoch FROM z)::float8 - $3::float8, -1 FROM clipped),
     binned AS (SELECT *, floor(at / $4::float8)::int AS bucket FROM edge)
     SELECT key, status, bucket, sum(change)::int AS change, sum(change * ((bucket + 1) * $4::float8 - at)) AS "partMs"
       FROM binned GROUP BY key, status, bucket`,
    [range.from.toISOString(), range.to.toISOString(), range.start, range.stepMs],
  );
  return rows.map(edgeRow);
}

function edgeRow(row: Record<string, unknown>): EdgeRow {
  return {
    key: String(row.key),
    status: fleetStatus(row.status),
    bucket: Number(row.bucket),
    change: Number(row.change),
    partMs: Number(row.partMs),
  };
}

const STATUSES: FleetStatus[] = ["healthy", "degraded", "down", "unknown", "paused", "maintenance", "retired"];

/** Safe: the only writer of spans knows no other words; one that nobody knows is unknown. */
function fleetStatus(value: unknown): FleetStatus {
  return STATUSES.find((status) => status === value) ?? "unknown";
}

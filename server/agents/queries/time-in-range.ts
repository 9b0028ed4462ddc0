import { NO_TIME, type TimeByStatus } from "@/server/agents/uptime";
import type { Queryable } from "@/server/platform/db/transaction";

/** Time by status of each agent within the range; agents without a span in it are missing. */
export async function timeInRange(
  db: Queryable,
  ids: string[],
  { from, to }: { from: Date; to: Date },
): Promise<Map<string, TimeByStatus>> {
  const { rows } = await db.query(`SELECT * FROM agent_time($1::uuid[], $2::timestamptz, $3::timestamptz)`, [
    ids,
    from.toISOString(),
    to.toISOString(),
  ]);
  return new Map(rows.map((row) => [String(row.agent_id), timeByStatus(row)]));
}

function timeByStatus(row: Record<string, unknown>): TimeByStatus {
  return {
    ...NO_TIME,
    healthyMs: Number(row.healthy_ms),
    degradedMs: Number(row.degraded_ms),
    downMs: Number(row.down_ms),
    unknownMs: Number(row.unknown_ms),
    excludedMs: Number(row.excluded_ms),
  };
}

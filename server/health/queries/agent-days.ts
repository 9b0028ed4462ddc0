import { dateOf, type LoadedStatus, statusWord } from "@/server/health/internal";
import type { Queryable } from "@/server/platform/db/transaction";

type Range = { from: Date; to: Date };

export type AgentDay = {
  id: string;
  spans: { status: LoadedStatus; from: Date; to: Date | null }[];
  p95Ms: number | null;
  /** The median of each step, null where no probe was answered. */
  latencyMs: (number | null)[];
};

/** A strip shows no more than this many changes; of an agent that flaps the newest are kept. */
const MOST_SPANS = 200;

/** Spans and latency of several agents within the range, latency cut into whole steps from its start. */
export async function daysOf(db: Queryable, ids: string[], range: Range, stepMs: number): Promise<AgentDay[]> {
  const values = [ids, range.from.toISOString(), range.to.toISOString()];
  const [known, spans, latency] = await Promise.all([
    db.query(`SELECT id FROM agent WHERE id = ANY($1::uuid[])`, [ids]),
    db.query(SPANS, [...values, MOST_SPANS]),
    db.query(LATENCY, [...values, stepMs]),
  ]);
  const days = new Map<string, AgentDay>();
  const steps = Math.ceil((range.to.getTime() - range.from.getTime()) / stepMs);
  for (const { id } of known.rows) {
    days.set(String(id), { id: String(id), spans: [], p95Ms: null, latencyMs: new Array(steps).fill(null) });
  }
  for (const row of spans.rows) {
    const from = dateOf(row.from_at) ?? range.from;
    days.get(String(row.agent_id))?.spans.push({ status: statusWord(row.status), from, to: dateOf(row.to_at) });
  }
  for (const row of latency.rows) takeLatency(days.get(String(row.agent_id)), row);
  return [...days.values()];
}

/** The row without a step is the whole range's. */
function takeLatency(day: AgentDay | undefined, row: Record<string, unknown>): void {
  if (!day) return;
  if (row.step === null) day.p95Ms = Number(row.p95);
  else if (Number(row.step) in day.latencyMs) day.latencyMs[Number(row.step)] = Number(row.p50);
}

const SPANS = `SELECT agent_id, status, from_at, to_at FROM (
    SELECT agent_id, status, from_at, CASE WHEN open THEN NULL ELSE to_at END AS to_at,
      row_number() OVER (PARTITION BY agent_id ORDER BY from_at DESC) AS newest
    FROM status_seen WHERE agent_id = ANY($1::uuid[]) AND from_at < $3::timestamptz AND to_at >= $2::timestamptz) one
  WHERE newest <= $4 ORDER BY agent_id, from_at`;

const LATENCY = `SELECT agent_id, step, percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS p50,
    percentile_cont(0.95) WITHIN GROUP (ORDER BY ms) AS p95
  FROM (
    SELECT agent_id, ms, floor(1000 * extract(epoch FROM slot - $2::timestamptz) / $4::numeric)::int AS step
    FROM probe_slot CROSS JOIN LATERAL unnest(latencies) AS ms
    WHERE agent_id = ANY($1::uuid[]) AND slot >= $2::timestamptz AND slot < $3::timestamptz) answered
  GROUP BY GROUPING SETS ((agent_id, step), (agent_id))`;

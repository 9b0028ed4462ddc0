import { pool } from "@/server/platform/db";

const BOUNDS_S = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800];

export interface WorkflowMetrics {
  /** A Prometheus histogram of the runs that ended: cumulative counts by upper bound in seconds. */
  durations: { workflow: string; buckets: { le: number; count: number }[]; sumSeconds: number; count: number }[];
  costs: { workflow: string; kind: "reported" | "estimated"; usd: number }[];
  /** Failed and killed ones among those that ended; a workflow of which none ended is left out. */
  errorRates: { workflow: string; ratio: number }[];
}

const ENDED = `WITH authority AS MATERIALIZED (SELECT * FROM authority_spans()), ended AS (
    SELECT w.name AS workflow, a.figure, c.*
    FROM run r JOIN run_contribution c ON c.run_id = r.id JOIN workflow w ON w.id = r.workflow_id
    JOIN authority a ON a.workflow_id = r.workflow_id AND a.source_id = r.source_id
      AND c.bucket >= a.from_at AND c.bucket < a.to_at
    WHERE r.ended_at > now() - interval '24 hours' AND r.started_at > now() - interval '31 days'
  )`;

/** What monitoring reads of the runs that ended in the last 24 hours, by the source that speaks for each figure. */
export async function workflowMetrics(): Promise<WorkflowMetrics> {
  const [durations, sums] = await Promise.all([durationCounts(), endedSums()]);
  return {
    durations,
    costs: sums.flatMap(({ workflow, reported, estimated }) => [
      { workflow, kind: "reported" as const, usd: reported },
      { workflow, kind: "estimated" as const, usd: estimated },
    ]),
    errorRates: sums.flatMap(({ workflow, ended, failed }) => (ended > 0 ? [{ workflow, ratio: failed / ended }] : [])),
  };
}

async function endedSums() {
  const { rows } = await pool().query<{
    workflow: string;
    ended: number;
    failed: number;
    reported: number;
    estimated: number;
  }>(
    `${ENDED} SELECT workflow,
       coalesce(sum(completed + failed + killed) FILTER (WHERE figure = 'runs'), 0)::int AS ended,
       coalesce(sum(failed + killed) FILTER (WHERE figure = 'runs'), 0)::int AS failed,
       coalesce(sum(cost_reported) FILTER (WHERE figure = 'cost'), 0)::float8 AS reported,
       coalesce(sum(cost_estimated) FILTER (WHERE figure = 'cost'), 0)::float8 AS estimated
     FROM ended GROUP BY workflow ORDER BY workflow`,
  );
  return rows;
}

async function durationCounts(): Promise<WorkflowMetrics["durations"]> {
  const { rows } = await pool().query<{ workflow: string; le: number | null; count: number; seconds: number }>(
    `${ENDED} SELECT workflow, bound.le, count(*)::int AS count, (sum(duration_ms) / 1000)::float8 AS seconds
     FROM ended LEFT JOIN LATERAL (
       SELECT min(le) AS le FROM unnest($1::float8[]) AS bounds(le) WHERE duration_ms <= le * 1000
     ) bound ON true
     WHERE figure = 'runs' AND with_duration = 1 GROUP BY workflow, bound.le ORDER BY workflow`,
    [BOUNDS_S],
  );
  const workflows = [...new Set(rows.map(({ workflow }) => workflow))];
  return workflows.map((workflow) => {
    const own = rows.filter((row) => row.workflow === workflow);
    const upTo = (le: number) => own.filter((row) => row.le !== null && row.le <= le);
    const total = (part: typeof own, key: "count" | "seconds") => part.reduce((sum, row) => sum + row[key], 0);
    return {
      workflow,
      buckets: BOUNDS_S.map((le) => ({ le, count: total(upTo(le), "count") })),
      sumSeconds: total(own, "seconds"),
      count: total(own, "count"),
    };
  });
}

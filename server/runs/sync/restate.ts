import type { Queryable } from "@/server/platform/db";

/** Figures of a source by workflow and closed local day, before a page. Keys are `workflow day`. */
export type DayFigures = Map<string, { workflowId: number; day: string; runs: string; cost: string }>;

interface Touched {
  sourceId: string;
  environmentId: string;
  workflowIds: readonly number[];
  starts: readonly string[];
}

/** A day counts as closed for a source an hour after it was read beyond the day's end. */
const CLOSED_AFTER = "1 hour";

/** The figures of the closed days that the touched executions lie in. */
export async function closedDayFigures(db: Queryable, touched: Touched): Promise<DayFigures> {
  const { rows } = await db.query(
    `WITH place AS (
       SELECT e.time_zone AS zone, s.complete_through - interval '${CLOSED_AFTER}' AS closed_at
       FROM source s JOIN environment e ON e.id = $2 WHERE s.id = $1 AND s.complete_through IS NOT NULL
     ), days AS (
       SELECT DISTINCT (t.start AT TIME ZONE p.zone)::date AS day, p.zone, p.closed_at
       FROM unnest($4::timestamptz[]) AS t(start) CROSS JOIN place p
     ), bounds AS (
       SELECT day, day::timestamp AT TIME ZONE zone AS from_at, (day + 1)::timestamp AT TIME ZONE zone AS to_at
       FROM days WHERE (day + 1)::timestamp AT TIME ZONE zone <= closed_at
     )
     SELECT w.id AS workflow_id, b.day, coalesce(sum(r.runs), 0)::text AS runs,
       coalesce(sum(r.cost_reported + r.cost_estimated), 0)::text AS cost
     FROM bounds b CROSS JOIN unnest($3::int[]) AS w(id)
     LEFT JOIN rollup_15m r ON r.source_id = $1 AND r.workflow_id = w.id AND r.bucket >= b.from_at AND r.bucket < b.to_at
     GROUP BY 1, 2`,
    [touched.sourceId, touched.environmentId, touched.workflowIds, touched.starts],
  );
  const figures = rows.map((row) => ({
    workflowId: Number(row.workflow_id),
    day: String(row.day),
    runs: String(row.runs),
    cost: String(row.cost),
  }));
  return new Map(figures.map((figure) => [`${figure.workflowId} ${figure.day}`, figure]));
}

export type RestatementCause = "late run" | "edited" | "deleted" | "restored";

/** Logs each figure of a closed day that the page changed; pages that go on with the same change within an hour are one entry. */
export async function logRestatements(
  db: Queryable,
  sourceId: string,
  before: DayFigures,
  after: DayFigures,
  cause: RestatementCause,
): Promise<void> {
  const changes = [...after].flatMap(([key, now]) => {
    const old = before.get(key);
    if (!old) return [];
    const figures = [
      { figure: "runs", before: old.runs, after: now.runs },
      { figure: "cost", before: old.cost, after: now.cost },
    ];
    const changed = figures.filter((figure) => Number(figure.before) !== Number(figure.after));
    return changed.map((figure) => ({ ...figure, day: now.day, workflow_id: now.workflowId }));
  });
  if (changes.length === 0) return;
  await db.query(
    `WITH news AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS c(day date, figure text, workflow_id int, before numeric, after numeric)
     ), prolonged AS (
       UPDATE restatement r SET after = news.after, at = now() FROM news
       WHERE r.source_id = $2 AND r.cause = $3 AND r.day = news.day AND r.figure = news.figure
         AND r.workflow_id = news.workflow_id AND r.after = news.before AND r.at > now() - interval '1 hour'
       RETURNING r.day, r.figure, r.workflow_id
     )
     INSERT INTO restatement (day, figure, workflow_id, source_id, before, after, cause)
     SELECT day, figure, workflow_id, $2::uuid, before, after, $3 FROM news
     WHERE (day, figure, workflow_id) NOT IN (SELECT day, figure, workflow_id FROM prolonged)`,
    [JSON.stringify(changes), sourceId, cause],
  );
}

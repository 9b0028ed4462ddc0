import type { Queryable } from "@/server/platform/db";
import type { Scope } from "@/server/runs/usage/scope";

const IN_SCOPE = `($1::text[] IS NULL OR w.name = ANY($1)) AND ($2::text[] IS NULL OR e.name = ANY($2))`;

/** Which source speaks for each workflow at the end of the range. */
export async function authorityAt(db: Queryable, scope: Scope) {
  const { rows } = await db.query(
    `SELECT w.name AS workflow, max(a.source_id::text) FILTER (WHERE a.figure = 'runs') AS runs,
       max(a.source_id::text) FILTER (WHERE a.figure = 'cost') AS cost
     FROM authority_spans() a JOIN workflow w ON w.id = a.workflow_id JOIN environment e ON e.id = w.environment_id
     WHERE ${IN_SCOPE} AND a.from_at < $3 AND a.to_at >= $3 GROUP BY w.id, w.name ORDER BY w.name LIMIT 1000`,
    [scope.workflows, scope.environments, scope.to],
  );
  const id = (value: unknown) => (value === null ? null : String(value));
  return rows.map((row) => ({ workflow: String(row.workflow), runs: id(row.runs), cost: id(row.cost) }));
}

/** Where the sources that speak have been read to; null where one has not been read yet. */
export async function completeThrough(db: Queryable, sourceIds: readonly string[]): Promise<Date | null> {
  const { rows } = await db.query(
    `SELECT CASE WHEN bool_and(complete_through IS NOT NULL) THEN min(complete_through) END AS at
     FROM source WHERE enabled AND (cardinality($1::uuid[]) = 0 OR id = ANY($1::uuid[]))`,
    [sourceIds],
  );
  return rows[0]?.at instanceof Date ? rows[0].at : null;
}

/** Evaluations of the range: counted nowhere else. */
export async function evaluations(db: Queryable, scope: Scope): Promise<{ runs: number; costUsd: string }> {
  const { rows } = await db.query(
    `SELECT count(*)::int AS runs, coalesce(sum(r.cost), 0)::text AS cost
     FROM run r JOIN workflow w ON w.id = r.workflow_id JOIN environment e ON e.id = w.environment_id
     WHERE r.class = 'evaluation' AND r.gone_at IS NULL AND ${IN_SCOPE} AND r.started_at >= $3 AND r.started_at < $4`,
    [scope.workflows, scope.environments, scope.from, scope.to],
  );
  return { runs: Number(rows[0]?.runs ?? 0), costUsd: String(rows[0]?.cost ?? "0") };
}

/** Failed and killed runs of the range and their money, as the cost authority tells them. */
export async function failures(db: Queryable, { from, to, workflows, environments, models }: Scope) {
  const { rows } = await db.query(
    `WITH authority AS MATERIALIZED (SELECT * FROM authority_spans())
     SELECT count(*)::int AS runs, coalesce(sum(c.cost_reported + c.cost_estimated), 0)::text AS cost,
       coalesce(sum(c.cost_reported_n), 0)::int AS reported, coalesce(sum(c.cost_estimated_n), 0)::int AS estimated,
       coalesce(sum(c.cost_unknown_n), 0)::int AS unknown
     FROM run_contribution c JOIN workflow w ON w.id = c.workflow_id JOIN environment e ON e.id = w.environment_id
     JOIN authority a ON a.figure = 'cost' AND a.workflow_id = c.workflow_id AND a.source_id = c.source_id
       AND c.bucket >= a.from_at AND c.bucket < a.to_at
     WHERE ${IN_SCOPE} AND c.started_at >= $3 AND c.started_at < $4 AND c.failed + c.killed = 1
       AND ($5::text[] IS NULL OR EXISTS (SELECT 1 FROM run_model_usage u WHERE u.run_id = c.run_id AND u.model = ANY($5)))`,
    [workflows, environments, from, to, models],
  );
  const number = (name: string) => Number(rows[0]?.[name] ?? 0);
  return {
    runs: number("runs"),
    costUsd: String(rows[0]?.cost ?? "0"),
    coverage: { reported: number("reported"), estimated: number("estimated"), unknown: number("unknown") },
  };
}

export interface RestatementRow {
  at: Date;
  day: string;
  workflow: string;
  figure: "runs" | "cost";
  before: string;
  after: string;
  cause: string;
}

/** Figures of closed days of the range that changed afterwards, where their source speaks for them; newest first. */
export async function restatements(db: Queryable, scope: Scope, tz: string): Promise<RestatementRow[]> {
  const { rows } = await db.query(
    `SELECT r.at, r.day, w.name AS workflow, r.figure, r.before::text, r.after::text, r.cause
     FROM restatement r JOIN workflow w ON w.id = r.workflow_id JOIN environment e ON e.id = w.environment_id
     JOIN authority_spans() a ON a.workflow_id = r.workflow_id AND a.figure = r.figure AND a.source_id = r.source_id
       AND r.day::timestamptz >= a.from_at - interval '1 day' AND r.day::timestamptz < a.to_at
     WHERE ${IN_SCOPE} AND r.day >= ($3::timestamptz AT TIME ZONE $5)::date AND r.day <= ($4::timestamptz AT TIME ZONE $5)::date
     ORDER BY r.at DESC, r.id DESC LIMIT 50`,
    [scope.workflows, scope.environments, scope.from, scope.to, tz],
  );
  return rows.map(asRestatement);
}

/** Safe: the columns of the question above. */
function asRestatement(row: Record<string, unknown>): RestatementRow {
  return row as unknown as RestatementRow;
}

/** Names of keys that are ids. */
export async function namesOf(
  db: Queryable,
  table: "agent" | "source",
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await db.query(`SELECT id::text AS id, name FROM ${table} WHERE id::text = ANY($1)`, [ids]);
  return new Map(rows.map((row) => [String(row.id), String(row.name)]));
}

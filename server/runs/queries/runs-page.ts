import type { Queryable } from "@/server/platform/db";

export interface RunFilter {
  from: Date | null;
  to: Date | null;
  workflows: readonly string[] | null;
  environments: readonly string[] | null;
  sources: readonly string[] | null;
  statuses: readonly string[] | null;
  models: readonly string[] | null;
  classes: readonly string[];
  providers: readonly string[] | null;
  agent: string | null;
  minDuration: number | null;
  minCostUsd: string | null;
  q: string | null;
  authority: "runs" | "cost" | "any";
}

export type RunSort = "-startedAt" | "startedAt" | "-cost" | "-duration";

interface Order {
  /** What is ordered by; the id breaks ties. */
  by: string;
  type: string;
  direction: "ASC" | "DESC";
}

/** Unknown costs and durations come last: they stand at -1, as in the indexes. */
export const ORDERS: Record<RunSort, Order> = {
  "-startedAt": { by: "r.started_at", type: "timestamptz", direction: "DESC" },
  startedAt: { by: "r.started_at", type: "timestamptz", direction: "ASC" },
  "-cost": { by: "coalesce(r.cost, -1)", type: "numeric", direction: "DESC" },
  "-duration": { by: "coalesce(r.duration_ms, -1)", type: "bigint", direction: "DESC" },
};

export interface RunRow {
  id: string;
  sourceId: string;
  sourceName: string;
  sourceKind: "mlflow" | "postgres";
  sourceUrl: string;
  externalId: string;
  name: string | null;
  workflow: string;
  agentId: string | null;
  environment: string;
  class: "workload" | "evaluation" | "handed_over";
  status: "pending" | "running" | "completed" | "failed" | "killed" | "abandoned" | "handed_over" | "unknown";
  sourceStatus: string;
  goneAt: Date | null;
  startedAt: Date;
  endedAt: Date | null;
  durationMs: string | null;
  costUsd: string | null;
  costKind: "reported" | "estimated" | "unknown";
  inputTokens: string | null;
  outputTokens: string | null;
  models: string[];
  error: string | null;
  recordKind: string | null;
  recordId: string | null;
  experimentId: string | null;
  /** The value it is ordered by, for the cursor. */
  place: string;
}

export const RUN_COLUMNS = `r.id::text AS id, r.source_id::text AS "sourceId", s.name AS "sourceName", s.kind AS "sourceKind",
  s.url AS "sourceUrl", r.external_id AS "externalId", d.name, w.name AS workflow, r.agent_id::text AS "agentId",
  e.name AS environment, r.class, r.status, r.source_status AS "sourceStatus", r.gone_at AS "goneAt",
  r.started_at AS "startedAt", r.ended_at AS "endedAt", r.duration_ms::text AS "durationMs", r.cost::text AS "costUsd",
  r.cost_kind AS "costKind", r.input_tokens::text AS "inputTokens", r.output_tokens::text AS "outputTokens",
  ARRAY(SELECT DISTINCT u.model FROM run_model_usage u WHERE u.run_id = r.id AND u.model <> '' ORDER BY 1) AS models,
  d.error, lead.kind AS "recordKind", lead.external_id AS "recordId", lead.experiment_id AS "experimentId"`;

export const RUN_JOINS = `JOIN source s ON s.id = r.source_id JOIN workflow w ON w.id = r.workflow_id
  JOIN environment e ON e.id = r.environment_id LEFT JOIN run_detail d ON d.run_id = r.id
  LEFT JOIN LATERAL (SELECT sr.kind, sr.external_id, sr.data->>'experimentId' AS experiment_id FROM source_record sr
    WHERE sr.source_id = r.source_id AND sr.execution_key = r.external_id
    ORDER BY sr.external_id = r.external_id DESC, sr.kind LIMIT 1) lead ON true`;

const FILTER_JOINS = `JOIN workflow w ON w.id = r.workflow_id JOIN environment e ON e.id = r.environment_id
  LEFT JOIN run_detail d ON d.run_id = r.id`;

const WHERE = `r.gone_at IS NULL AND r.started_at >= coalesce($1::timestamptz, '-infinity')
  AND r.started_at < coalesce($2::timestamptz, 'infinity')
  AND ($3::text[] IS NULL OR w.name = ANY($3)) AND ($4::text[] IS NULL OR e.name = ANY($4))
  AND ($5::text[] IS NULL OR r.source_id::text = ANY($5)) AND ($6::text[] IS NULL OR r.status = ANY($6))
  AND ($7::text[] IS NULL OR EXISTS (SELECT 1 FROM run_model_usage u WHERE u.run_id = r.id AND u.model = ANY($7)))
  AND r.class = ANY($8::text[]) AND ($9::text IS NULL OR r.agent_id::text = $9)
  AND ($10::float8 IS NULL OR r.duration_ms >= $10)
  AND ($11::text IS NULL OR r.external_id ILIKE $11 OR w.name ILIKE $11 OR d.name ILIKE $11 OR d.error ILIKE $11)
  AND ($12 = 'any' OR EXISTS (SELECT 1 FROM authority a WHERE a.workflow_id = r.workflow_id AND a.source_id = r.source_id
    AND a.figure = $12 AND quarter_hour(r.started_at) >= a.from_at AND quarter_hour(r.started_at) < a.to_at))
  AND ($13::text[] IS NULL OR EXISTS (SELECT 1 FROM run_model_usage u WHERE u.run_id = r.id AND u.provider = ANY($13)))
  AND ($14::numeric IS NULL OR r.cost >= $14)`;

const WITH = "WITH authority AS MATERIALIZED (SELECT * FROM authority_spans())";

export interface RunsPage {
  sort: RunSort;
  limit: number;
  /** Value and id of the last row of the page before. */
  after: readonly [string, string] | null;
}

export async function runsPage(db: Queryable, filter: RunFilter, { sort, limit, after }: RunsPage): Promise<RunRow[]> {
  const { by, type, direction } = ORDERS[sort];
  const beyond = direction === "DESC" ? "<" : ">";
  const { rows } = await db.query(
    `${WITH}, page AS MATERIALIZED (
       SELECT r.id, ${by} AS place FROM run r ${FILTER_JOINS}
       WHERE ${WHERE} AND ($15::text IS NULL OR (${by}, r.id) ${beyond} ($15::${type}, $16::uuid))
       ORDER BY ${by} ${direction}, r.id ${direction} LIMIT $17
     )
     SELECT ${RUN_COLUMNS}, page.place::text AS place FROM page JOIN run r ON r.id = page.id ${RUN_JOINS}
     ORDER BY page.place ${direction}, r.id ${direction}`,
    [...valuesOf(filter), after?.[0] ?? null, after?.[1] ?? null, limit],
  );
  return rows.map(asRunRow);
}

/** Counts up to `most`, one more where there are more. */
export async function countRuns(db: Queryable, filter: RunFilter, most: number): Promise<number> {
  const { rows } = await db.query(
    `${WITH} SELECT count(*)::int AS n FROM (SELECT 1 FROM run r ${FILTER_JOINS} WHERE ${WHERE} LIMIT $15) found`,
    [...valuesOf(filter), most + 1],
  );
  return Number(rows[0]?.n ?? 0);
}

function valuesOf(filter: RunFilter): unknown[] {
  return [
    filter.from,
    filter.to,
    filter.workflows,
    filter.environments,
    filter.sources,
    filter.statuses,
    filter.models,
    filter.classes,
    filter.agent,
    filter.minDuration,
    filter.q === null ? null : `%${filter.q.replace(/[\\%_]/g, "\\$&")}%`,
    filter.authority,
    filter.providers,
    filter.minCostUsd,
  ];
}

/** Safe: the columns of RUN_COLUMNS, which both questions select. */
export function asRunRow(row: Record<string, unknown>): RunRow {
  return row as unknown as RunRow;
}

import type { Queryable } from "@/server/platform/db";
import { type Cut, type GroupBy, gridOf, OTHER, type Scope } from "@/server/runs/usage/scope";

export interface Sums {
  key: string;
  /** Index of the bucket, from 0. */
  bucket: number;
  runs: number;
  failed: number;
  withDuration: number;
  durationMs: string;
  reported: number;
  estimated: number;
  unknown: number;
  costUsd: string;
  estimatedUsd: string;
  inputTokens: string;
  outputTokens: string;
}

const COUNTS = `runs, failed, with_duration, duration_ms, cost_reported_n, cost_estimated_n, cost_unknown_n, cost_reported,
  cost_estimated, input_tokens, output_tokens`;
const RUN_COUNTS = COUNTS.replace("failed,", "failed + killed AS failed,");
const MODEL_COUNTS = COUNTS.replace("with_duration, duration_ms,", "0 AS with_duration, 0::bigint AS duration_ms,");

/** What every figure is summed from: whole buckets from rollups and the cut edges from facts, or facts alone. */
export function rowsOfScope({ groupBy, models }: Scope): string {
  if (groupBy === "model" || groupBy === "provider") {
    const only = models ? "AND model = ANY($7)" : "";
    return edged("rollup_model_15m", "model_contribution", MODEL_COUNTS, MODEL_COUNTS, ", provider, model", only);
  }
  if (models) return FACTS_OF_MODELS;
  if (groupBy === "agent") return FACTS;
  return edged("rollup_15m", "run_contribution", RUN_COUNTS, RUN_COUNTS, "", "");
}

function edged(rollup: string, view: string, rolled: string, fresh: string, more: string, only: string): string {
  return `SELECT source_id, workflow_id, bucket${more}, ${rolled} FROM ${rollup} WHERE bucket >= $3 AND bucket < $4 ${only}
    UNION ALL SELECT source_id, workflow_id, bucket${more}, ${fresh} FROM ${view}
    WHERE started_at >= $1 AND started_at < $3 ${only}
    UNION ALL SELECT source_id, workflow_id, bucket${more}, ${fresh} FROM ${view}
    WHERE started_at >= $4 AND started_at < $2 ${only}`;
}

const FACTS = `SELECT c.source_id, c.workflow_id, c.bucket, c.agent_id, c.runs, c.failed + c.killed AS failed, c.with_duration,
    c.duration_ms, c.cost_reported_n, c.cost_estimated_n, c.cost_unknown_n, c.cost_reported, c.cost_estimated, c.input_tokens,
    c.output_tokens
  FROM run_contribution c WHERE c.started_at >= $1 AND c.started_at < $2`;

/** Of runs that used one of the models: the runs as they are, the money and tokens of these models alone. */
const FACTS_OF_MODELS = `SELECT c.source_id, c.workflow_id, c.bucket, c.agent_id, c.runs, c.failed + c.killed AS failed,
    c.with_duration, c.duration_ms, (u.known > 0)::int AS cost_reported_n, 0 AS cost_estimated_n,
    (u.known = 0)::int AS cost_unknown_n, u.cost AS cost_reported, 0::numeric AS cost_estimated, u.input_tokens, u.output_tokens
  FROM run_contribution c
  JOIN (SELECT run_id, sum(cost_reported_n + cost_estimated_n) AS known, sum(cost_reported + cost_estimated) AS cost,
      sum(input_tokens) AS input_tokens, sum(output_tokens) AS output_tokens
    FROM model_contribution WHERE model = ANY($7) AND started_at >= $1 AND started_at < $2 GROUP BY run_id) u ON u.run_id = c.run_id
  WHERE c.started_at >= $1 AND c.started_at < $2`;

const KEYS: Record<GroupBy, string> = {
  none: "'all'",
  workflow: "w.name",
  environment: "e.name",
  source: "r.source_id::text",
  agent: "coalesce(r.agent_id::text, '')",
  model: "r.model",
  provider: "r.provider",
};

/** The key a row is summed under, with $9 the top keys where there are any. */
export function keyOf({ groupBy }: Scope, { top, whole }: Cut): string {
  if (whole) return "'all'";
  return top ? `CASE WHEN ${KEYS[groupBy]} = ANY($9) THEN ${KEYS[groupBy]} ELSE '${OTHER}' END` : KEYS[groupBy];
}

/** The index of a row's bucket, with $8 the starts where it is cut. */
export const bucketOf = ({ starts }: Cut) => (starts ? "width_bucket(r.bucket, $8::timestamptz[]) - 1" : "0");

export function valuesOf(scope: Scope, cut: Cut): unknown[] {
  const grid = gridOf(scope);
  const filters = [scope.workflows, scope.environments, scope.models];
  return [scope.from, scope.to, grid.from, grid.to, ...filters, cut.starts, cut.top];
}

/** Named so that each statement uses every parameter, which the driver types by use. */
export const TYPED = `typed AS (SELECT $1::timestamptz, $2::timestamptz, $3::timestamptz, $4::timestamptz, $5::text[], $6::text[],
  $7::text[], $8::timestamptz[], $9::text[])`;

export const IN_SCOPE = `JOIN workflow w ON w.id = r.workflow_id JOIN environment e ON e.id = w.environment_id`;
export const ONLY_SCOPE = `($5::text[] IS NULL OR w.name = ANY($5)) AND ($6::text[] IS NULL OR e.name = ANY($6))`;

/** Whether the row's source speaks for the figure at that time. */
export const speaks = (alias: string, figure: "runs" | "cost") =>
  `LEFT JOIN authority ${alias} ON ${alias}.figure = '${figure}' AND ${alias}.workflow_id = r.workflow_id
     AND ${alias}.source_id = r.source_id AND r.bucket >= ${alias}.from_at AND r.bucket < ${alias}.to_at`;

/**
 * Sums of a scope by key and bucket. Runs, failures and durations are the runs authority's; cost, tokens and coverage
 * the cost authority's, also by model.
 */
export async function sumUsage(db: Queryable, scope: Scope, cut: Cut): Promise<Sums[]> {
  const byModel = scope.groupBy === "model" || scope.groupBy === "provider";
  const ofRuns = `FILTER (WHERE ${byModel ? "ac" : "ar"}.source_id IS NOT NULL)`;
  const ofCost = "FILTER (WHERE ac.source_id IS NOT NULL)";
  const { rows } = await db.query(
    `WITH ${TYPED}, authority AS MATERIALIZED (SELECT * FROM authority_spans())
     SELECT ${keyOf(scope, cut)} AS key, ${bucketOf(cut)} AS bucket,
       sum(r.runs) ${ofRuns} AS runs, sum(r.failed) ${ofRuns} AS failed,
       sum(r.with_duration) ${ofRuns} AS "withDuration", sum(r.duration_ms) ${ofRuns} AS "durationMs",
       sum(r.cost_reported_n) ${ofCost} AS reported, sum(r.cost_estimated_n) ${ofCost} AS estimated,
       sum(r.cost_unknown_n) ${ofCost} AS unknown, sum(r.cost_reported + r.cost_estimated) ${ofCost} AS "costUsd",
       sum(r.cost_estimated) ${ofCost} AS "estimatedUsd", sum(r.input_tokens) ${ofCost} AS "inputTokens",
       sum(r.output_tokens) ${ofCost} AS "outputTokens"
     FROM (${rowsOfScope(scope)}) r ${IN_SCOPE} ${speaks("ar", "runs")} ${speaks("ac", "cost")}
     WHERE ${ONLY_SCOPE} AND (${byModel ? "" : "ar.source_id IS NOT NULL OR "}ac.source_id IS NOT NULL)
     GROUP BY 1, 2`,
    valuesOf(scope, cut),
  );
  return rows.map(asSums);
}

function asSums(row: Record<string, unknown>): Sums {
  const text = (name: string) => String(row[name] ?? "0");
  const number = (name: string) => Number(row[name] ?? 0);
  return {
    key: String(row.key),
    bucket: number("bucket"),
    runs: number("runs"),
    failed: number("failed"),
    withDuration: number("withDuration"),
    durationMs: text("durationMs"),
    reported: number("reported"),
    estimated: number("estimated"),
    unknown: number("unknown"),
    costUsd: text("costUsd"),
    estimatedUsd: text("estimatedUsd"),
    inputTokens: text("inputTokens"),
    outputTokens: text("outputTokens"),
  };
}

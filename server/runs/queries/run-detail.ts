import type { Queryable } from "@/server/platform/db";
import { asRunRow, RUN_COLUMNS, RUN_JOINS, type RunRow } from "./runs-page";

export interface RunDetailRow extends RunRow {
  durationHow: "reported" | "clock" | null;
  totalTokens: string | null;
  errorClass: string | null;
  flags: string[];
  inputs: string | null;
  outputs: string | null;
  params: string | null;
  nodeStates: string | null;
  firstSeenAt: Date;
  observedAt: Date;
}

export async function readRun(db: Queryable, id: string): Promise<RunDetailRow | null> {
  const { rows } = await db.query(
    `SELECT ${RUN_COLUMNS}, '' AS place, r.duration_how AS "durationHow", r.total_tokens::text AS "totalTokens",
       r.error_class AS "errorClass", r.flags, d.inputs, d.outputs, d.params, d.node_states AS "nodeStates",
       r.first_seen_at AS "firstSeenAt", r.observed_at AS "observedAt"
     FROM run r ${RUN_JOINS} WHERE r.id = $1::uuid`,
    [id],
  );
  return rows[0] ? asDetail(rows[0]) : null;
}

/** Safe: the columns of the question above. */
function asDetail(row: Record<string, unknown>): RunDetailRow {
  return { ...asRunRow(row), ...row } as RunDetailRow;
}

export interface UsageRow {
  provider: string;
  model: string;
  calls: number;
  inputTokens: string | null;
  outputTokens: string | null;
  cacheReadTokens: string | null;
  cacheWriteTokens: string | null;
  costUsd: string | null;
  costKind: "reported" | "estimated" | "unknown";
}

export async function usageOfRun(db: Queryable, id: string): Promise<UsageRow[]> {
  const { rows } = await db.query(
    `SELECT provider, model, calls, input_tokens::text AS "inputTokens", output_tokens::text AS "outputTokens",
       cache_read_tokens::text AS "cacheReadTokens", cache_write_tokens::text AS "cacheWriteTokens", cost::text AS "costUsd",
       cost_kind AS "costKind"
     FROM run_model_usage WHERE run_id = $1::uuid ORDER BY cost DESC NULLS LAST, provider, model`,
    [id],
  );
  return rows.map(asUsage);
}

/** Safe: the columns of the question above. */
function asUsage(row: Record<string, unknown>): UsageRow {
  return row as unknown as UsageRow;
}

export interface RecordRow {
  kind: "run" | "trace" | "row";
  externalId: string;
  status: string;
  startedAt: Date | null;
  endedAt: Date | null;
  durationMs: number | null;
  costUsd: string | null;
  goneAt: Date | null;
  experimentId: string | null;
}

/** What the source holds of the execution: its run, its traces, its nested runs. */
export async function recordsOfRun(db: Queryable, sourceId: string, executionKey: string): Promise<RecordRow[]> {
  const { rows } = await db.query(
    `SELECT kind, external_id AS "externalId", data->>'sourceStatus' AS status, started_at AS "startedAt",
       ended_at AS "endedAt", (data->>'durationMs')::float8 AS "durationMs", data->>'cost' AS "costUsd", gone_at AS "goneAt",
       data->>'experimentId' AS "experimentId"
     FROM source_record WHERE source_id = $1::uuid AND execution_key = $2
     ORDER BY external_id = execution_key DESC, kind, started_at, external_id LIMIT 200`,
    [sourceId, executionKey],
  );
  return rows.map(asRecord);
}

/** Safe: the columns of the question above. */
function asRecord(row: Record<string, unknown>): RecordRow {
  return row as unknown as RecordRow;
}

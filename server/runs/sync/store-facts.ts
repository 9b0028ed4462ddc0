import type { Queryable } from "@/server/platform/db";
import { newId } from "@/server/platform/ids";
import { contentHash } from "@/server/runs/facts/content-hash";
import { type Fact, factOf } from "@/server/runs/facts/fact-of";
import type { HeldRecord } from "@/server/runs/facts/record";

interface OldRun {
  id: string;
  externalId: string;
  contentHash: string;
  startedAt: Date;
  workflowId: number;
}

/** What changes when the touched executions are told anew. */
export interface FactChange {
  /** Facts to write, with the id their run keeps or gets. */
  written: { id: string; fact: Fact; hash: string }[];
  /** Runs that are written anew or are no execution any more. */
  replaced: OldRun[];
  removed: OldRun[];
}

/** Facts of the touched executions that differ from what is stored. Locks their runs in order. */
export async function factsOfTouched(db: Queryable, sourceId: string, touched: readonly string[]): Promise<FactChange> {
  const records = await recordsOf(db, sourceId, touched);
  const old = await lockRuns(db, sourceId, touched);
  const change: FactChange = { written: [], replaced: [], removed: [] };
  for (const key of touched) {
    const fact = factOf(records.get(key) ?? []);
    const before = old.get(key);
    if (fact) addWritten(change, fact, before);
    else if (before) change.removed.push(before);
  }
  return change;
}

function addWritten(change: FactChange, fact: Fact, before: OldRun | undefined): void {
  const hash = contentHash(fact);
  if (before?.contentHash === hash) return;
  change.written.push({ id: before?.id ?? newId(), fact, hash });
  if (before) change.replaced.push(before);
}

async function recordsOf(db: Queryable, sourceId: string, keys: readonly string[]): Promise<Map<string, HeldRecord[]>> {
  const { rows } = await db.query(
    `SELECT kind, external_id, execution_key, started_at, ended_at, open, version, data, first_seen_at, gone_at
     FROM source_record WHERE source_id = $1 AND execution_key = ANY($2) ORDER BY kind, external_id`,
    [sourceId, keys],
  );
  const grouped = new Map<string, HeldRecord[]>();
  for (const record of rows.map(asRecord)) {
    const group = grouped.get(record.executionKey);
    if (group) group.push(record);
    else grouped.set(record.executionKey, [record]);
  }
  return grouped;
}

/** Safe: `data` was written by holdRecords from a record's content. */
function asRecord(row: Record<string, unknown>): HeldRecord {
  return {
    kind: row.kind as HeldRecord["kind"],
    externalId: String(row.external_id),
    executionKey: String(row.execution_key),
    startedAt: iso(row.started_at),
    endedAt: iso(row.ended_at),
    open: row.open === true,
    version: row.version === null ? null : String(row.version),
    content: row.data as HeldRecord["content"],
    firstSeenAt: iso(row.first_seen_at) ?? new Date(0).toISOString(),
    goneAt: iso(row.gone_at),
  };
}

const iso = (value: unknown) => (value instanceof Date ? value.toISOString() : null);

async function lockRuns(db: Queryable, sourceId: string, keys: readonly string[]): Promise<Map<string, OldRun>> {
  const { rows } = await db.query(
    `SELECT id, external_id, content_hash, started_at, workflow_id FROM run
     WHERE source_id = $1 AND external_id = ANY($2) ORDER BY external_id FOR UPDATE`,
    [sourceId, keys],
  );
  const old = rows.map((row) => ({
    id: String(row.id),
    externalId: String(row.external_id),
    contentHash: String(row.content_hash),
    startedAt: new Date(String(iso(row.started_at))),
    workflowId: Number(row.workflow_id),
  }));
  return new Map(old.map((run) => [run.externalId, run]));
}

/** Ids of workflows by name; new names get one. */
export async function workflowIds(
  db: Queryable,
  environmentId: string,
  names: readonly string[],
): Promise<Map<string, number>> {
  const wanted = [...new Set(names)].sort();
  await db.query(
    `INSERT INTO workflow (environment_id, name) SELECT $1, unnest($2::text[]) EXCEPT
       SELECT environment_id, name FROM workflow WHERE environment_id = $1 ORDER BY 2
     ON CONFLICT DO NOTHING`,
    [environmentId, wanted],
  );
  const { rows } = await db.query(`SELECT id, name FROM workflow WHERE environment_id = $1 AND name = ANY($2)`, [
    environmentId,
    wanted,
  ]);
  return new Map(rows.map((row) => [String(row.name), Number(row.id)]));
}

interface Place {
  sourceId: string;
  environmentId: string;
  workflows: ReadonlyMap<string, number>;
  now: Date;
}

/** Writes runs with their detail and models; removes those that are no execution any more. */
export async function writeFacts(db: Queryable, change: FactChange, place: Place): Promise<void> {
  const gone = change.removed.map((run) => run.id);
  const renewed = [...gone, ...change.replaced.map((run) => run.id)];
  await db.query(`DELETE FROM run_model_usage WHERE run_id = ANY($1)`, [renewed]);
  await db.query(`DELETE FROM run_detail WHERE run_id = ANY($1)`, [gone]);
  await db.query(`DELETE FROM run WHERE id = ANY($1)`, [gone]);
  if (change.written.length === 0) return;
  await upsertRuns(db, change, place, await agentIds(db, change, place.environmentId));
  await upsertDetails(db, change);
  await insertUsage(db, change);
}

/** An agent is named by its wire id; a name that two registries share proves nothing. */
async function agentIds(db: Queryable, change: FactChange, environmentId: string): Promise<Map<string, string>> {
  const named = new Set(change.written.flatMap(({ fact }) => fact.agentExternalId ?? []));
  if (named.size === 0) return new Map();
  const { rows } = await db.query(
    `SELECT external_id, min(id::text) AS id FROM agent WHERE environment_id = $1 AND external_id = ANY($2)
     GROUP BY external_id HAVING count(*) = 1`,
    [environmentId, [...named]],
  );
  return new Map(rows.map((row) => [String(row.external_id), String(row.id)]));
}

async function upsertRuns(db: Queryable, change: FactChange, place: Place, agents: ReadonlyMap<string, string>) {
  const rows = change.written.map(({ id, fact, hash }) => ({
    id,
    external_id: fact.externalId,
    workflow_id: place.workflows.get(fact.workflow),
    agent_id: fact.agentExternalId === null ? null : (agents.get(fact.agentExternalId) ?? null),
    class: fact.class,
    status: fact.status,
    source_status: fact.sourceStatus,
    started_at: fact.startedAt,
    ended_at: fact.endedAt,
    duration_ms: fact.durationMs,
    duration_how: fact.durationHow,
    cost: fact.cost,
    cost_kind: fact.cost === null ? "unknown" : "reported",
    input_tokens: fact.inputTokens,
    output_tokens: fact.outputTokens,
    total_tokens: fact.totalTokens,
    error_class: fact.errorClass,
    flags: fact.flags,
    content_hash: hash,
    gone_at: fact.goneAt,
  }));
  await db.query(
    `INSERT INTO run (${RUN_COLUMNS.join(", ")}, source_id, environment_id, first_seen_at, observed_at)
     SELECT ${RUN_COLUMNS.join(", ")}, $2, $3, $4, $4 FROM jsonb_populate_recordset(NULL::run, $1::jsonb) ORDER BY external_id
     ON CONFLICT (source_id, external_id) DO UPDATE SET
       ${RUN_COLUMNS.filter((column) => column !== "id")
         .map((column) => `${column} = excluded.${column}`)
         .join(", ")},
       observed_at = excluded.observed_at`,
    [JSON.stringify(rows), place.sourceId, place.environmentId, place.now],
  );
}

const RUN_COLUMNS = [
  ...["id", "external_id", "workflow_id", "agent_id", "class", "status", "source_status", "started_at", "ended_at"],
  ...["duration_ms", "duration_how", "cost", "cost_kind", "input_tokens", "output_tokens", "total_tokens"],
  ...["error_class", "flags", "content_hash", "gone_at"],
];

async function upsertDetails(db: Queryable, change: FactChange) {
  const rows = change.written.map(({ id, fact }) => ({
    run_id: id,
    name: fact.name,
    inputs: fact.inputs,
    outputs: fact.outputs,
    params: fact.params,
    error: fact.error,
    node_states: fact.nodeStates,
  }));
  await db.query(
    `INSERT INTO run_detail SELECT * FROM jsonb_populate_recordset(NULL::run_detail, $1::jsonb)
     ON CONFLICT (run_id) DO UPDATE SET name = excluded.name, inputs = excluded.inputs, outputs = excluded.outputs,
       params = excluded.params, error = excluded.error, node_states = excluded.node_states`,
    [JSON.stringify(rows)],
  );
}

async function insertUsage(db: Queryable, change: FactChange) {
  const rows = change.written.flatMap(({ id, fact }) =>
    fact.models.map((usage) => ({
      run_id: id,
      provider: usage.provider,
      model: usage.model,
      calls: usage.calls,
      input_tokens: usage.inputTokens,
      output_tokens: usage.outputTokens,
      cache_read_tokens: usage.cacheReadTokens,
      cache_write_tokens: usage.cacheWriteTokens,
      cost: usage.cost,
      cost_kind: usage.cost === null ? "unknown" : "reported",
    })),
  );
  if (rows.length === 0) return;
  await db.query(
    `INSERT INTO run_model_usage SELECT * FROM jsonb_populate_recordset(NULL::run_model_usage, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}

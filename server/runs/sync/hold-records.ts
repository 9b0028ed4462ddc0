import type { Queryable } from "@/server/platform/db";
import { contentHash } from "@/server/runs/facts/content-hash";
import type { RecordKind, SourceRecord } from "@/server/runs/facts/record";
import type { FencedSource, Page, RecordKey } from "./page";
import { nextSettle, settlesFrom } from "./settle";

interface Held {
  kind: RecordKind;
  external_id: string;
  execution_key: string;
  hash: string;
  version: string | null;
  settle_at: Date | null;
  /** When it was last news. */
  observed_at: Date;
  gone: boolean;
  missing: boolean;
}

export interface HeldChange {
  /** Executions whose facts must be made anew. */
  touched: string[];
  changed: number;
  added: number;
}

/** Keeps what a page says of its records: locks the old ones in order, leaves equal ones alone. */
export async function holdRecords(db: Queryable, source: FencedSource, page: Page, now: Date): Promise<HeldChange> {
  const sourceId = source.id;
  const records = await withRootKeys(db, sourceId, lastOfEach(page.records));
  const gone = page.gone ?? [];
  const held = await lockHeld(db, sourceId, [...records, ...gone, ...(page.missing ?? [])]);
  const changed = records.filter((record) => isNews(record, held.get(keyOf(record))));
  const quiet = records.filter((record) => !isNews(record, held.get(keyOf(record))));
  await upsertRecords(db, source, changed, now);
  await settleQuiet(db, sourceId, quiet, held, now);
  const vanished = await markGone(db, sourceId, gone, now);
  await markMissing(db, sourceId, page.missing ?? [], now);
  const adopted = await adoptNested(db, sourceId, changed);
  const before = changed.flatMap((record) => held.get(keyOf(record))?.execution_key ?? []);
  const touched = new Set([...before, ...changed.map((record) => record.executionKey), ...vanished, ...adopted]);
  const added = changed.filter((record) => !held.has(keyOf(record))).length;
  return { touched: [...touched].sort(), changed: changed.length + vanished.length, added };
}

const keyOf = ({ kind, externalId }: RecordKey) => `${kind} ${externalId}`;

/** A page may hold a record twice where its windows overlap; the later reading stands. */
function lastOfEach(records: readonly SourceRecord[]): SourceRecord[] {
  return [...new Map(records.map((record) => [keyOf(record), record])).values()];
}

function isNews(record: SourceRecord, held: Held | undefined): boolean {
  if (!held) return true;
  return held.gone !== record.content.deleted || held.missing || held.hash !== hashOf(record);
}

function hashOf({ executionKey, startedAt, endedAt, open, version, content }: SourceRecord): string {
  return contentHash({ executionKey, startedAt, endedAt, open, version, content });
}

async function lockHeld(db: Queryable, sourceId: string, keys: readonly RecordKey[]): Promise<Map<string, Held>> {
  const { rows } = await db.query(
    `SELECT kind, external_id, execution_key, hash, version, settle_at, observed_at, gone_at IS NOT NULL AS gone,
       missing_since IS NOT NULL AS missing
     FROM source_record
     WHERE source_id = $1 AND (kind, external_id) IN (SELECT * FROM unnest($2::text[], $3::text[]))
     ORDER BY kind, external_id FOR UPDATE`,
    [sourceId, keys.map((key) => key.kind), keys.map((key) => key.externalId)],
  );
  return new Map(rows.map(asHeld).map((held) => [keyOf({ kind: held.kind, externalId: held.external_id }), held]));
}

/** Safe: the columns of the question above. */
function asHeld(row: Record<string, unknown>): Held {
  return row as unknown as Held;
}

async function upsertRecords(db: Queryable, source: FencedSource, records: readonly SourceRecord[], now: Date) {
  if (records.length === 0) return;
  const rows = records.map((record) => ({
    kind: record.kind,
    external_id: record.externalId,
    execution_key: record.executionKey,
    started_at: record.startedAt,
    ended_at: record.endedAt,
    open: record.open,
    data: record.content,
    hash: hashOf(record),
    version: record.version,
    settle_at: record.open ? null : nextSettle(settlesFrom(record.endedAt, now, source.firstReading), now),
    deleted: record.content.deleted,
  }));
  await db.query(
    `INSERT INTO source_record AS held (source_id, kind, external_id, execution_key, started_at, ended_at, open, data, hash,
       version, settle_at, first_seen_at, observed_at, gone_at)
     SELECT $1, kind, external_id, execution_key, started_at, ended_at, open, data, hash, version, settle_at, $3, $3,
       CASE WHEN deleted THEN $3::timestamptz END
     FROM jsonb_to_recordset($2::jsonb) AS news(kind text, external_id text, execution_key text, started_at timestamptz,
       ended_at timestamptz, open boolean, data jsonb, hash text, version text, settle_at timestamptz, deleted boolean)
     ORDER BY kind, external_id
     ON CONFLICT (source_id, kind, external_id) DO UPDATE SET execution_key = excluded.execution_key,
       started_at = excluded.started_at, ended_at = excluded.ended_at, open = excluded.open, data = excluded.data,
       hash = excluded.hash, version = excluded.version, settle_at = excluded.settle_at, observed_at = excluded.observed_at,
       missing_since = NULL, gone_at = CASE WHEN excluded.gone_at IS NOT NULL THEN coalesce(held.gone_at, excluded.gone_at) END`,
    [source.id, JSON.stringify(rows), now],
  );
}

/** A record that was due and has not changed is due again at its next step, or never. */
async function settleQuiet(
  db: Queryable,
  sourceId: string,
  records: readonly SourceRecord[],
  held: ReadonlyMap<string, Held>,
  now: Date,
) {
  const due = records.filter((record) => {
    const at = held.get(keyOf(record))?.settle_at;
    return at && at <= now;
  });
  if (due.length === 0) return;
  const next = due.map((record) => nextSettle(held.get(keyOf(record))?.observed_at ?? now, now));
  await db.query(
    `UPDATE source_record r SET settle_at = due.settle_at
     FROM unnest($2::text[], $3::text[], $4::timestamptz[]) AS due(kind, external_id, settle_at)
     WHERE r.source_id = $1 AND r.kind = due.kind AND r.external_id = due.external_id`,
    [sourceId, due.map((record) => record.kind), due.map((record) => record.externalId), next],
  );
}

async function markGone(db: Queryable, sourceId: string, keys: readonly RecordKey[], now: Date): Promise<string[]> {
  if (keys.length === 0) return [];
  const { rows } = await db.query(
    `UPDATE source_record SET gone_at = $4, missing_since = NULL, open = false, settle_at = NULL
     WHERE source_id = $1 AND gone_at IS NULL AND (kind, external_id) IN (SELECT * FROM unnest($2::text[], $3::text[]))
     RETURNING execution_key`,
    [sourceId, keys.map((key) => key.kind), keys.map((key) => key.externalId), now],
  );
  return rows.map((row) => String(row.execution_key));
}

async function markMissing(db: Queryable, sourceId: string, keys: readonly RecordKey[], now: Date) {
  if (keys.length === 0) return;
  await db.query(
    `UPDATE source_record SET missing_since = coalesce(missing_since, $4)
     WHERE source_id = $1 AND gone_at IS NULL AND (kind, external_id) IN (SELECT * FROM unnest($2::text[], $3::text[]))`,
    [sourceId, keys.map((key) => key.kind), keys.map((key) => key.externalId), now],
  );
}

const DEEPEST_NESTING = 10;

/** Nested runs and their traces belong to the execution of the outermost run, whatever the order of arrival. */
async function withRootKeys(
  db: Queryable,
  sourceId: string,
  records: readonly SourceRecord[],
): Promise<SourceRecord[]> {
  const parents = new Map(records.filter(isNested).map((record) => [record.externalId, record.executionKey]));
  const { rows } = await db.query(
    `SELECT external_id, execution_key FROM source_record
     WHERE source_id = $1 AND kind = 'run' AND external_id = ANY($2) AND execution_key <> external_id`,
    [sourceId, [...new Set(records.map((record) => record.executionKey))]],
  );
  for (const row of rows) parents.set(String(row.external_id), String(row.execution_key));
  const rootOf = (key: string) => {
    let root = key;
    for (let depth = 0; depth < DEEPEST_NESTING; depth++) root = parents.get(root) ?? root;
    return root;
  };
  return records.map((record) => ({ ...record, executionKey: rootOf(record.executionKey) }));
}

const isNested = (record: SourceRecord) => record.kind === "run" && record.executionKey !== record.externalId;

/** What came before its nested run was held under that run's own id. */
async function adoptNested(db: Queryable, sourceId: string, changed: readonly SourceRecord[]): Promise<string[]> {
  const nested = changed.filter(isNested);
  if (nested.length === 0) return [];
  const { rows } = await db.query(
    `UPDATE source_record r SET execution_key = nested.root
     FROM unnest($2::text[], $3::text[]) AS nested(id, root)
     WHERE r.source_id = $1 AND r.execution_key = nested.id RETURNING nested.id, nested.root`,
    [sourceId, nested.map((record) => record.externalId), nested.map((record) => record.executionKey)],
  );
  return rows.flatMap((row) => [String(row.id), String(row.root)]);
}

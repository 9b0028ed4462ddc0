import type { Queryable } from "@/server/platform/db";
import type { RecordKind } from "@/server/runs/facts/record";

export interface HeldId {
  externalId: string;
  version: string | null;
}

/** Records that may still change without a person's doing. */
export async function openRecords(db: Queryable, sourceId: string, kind: RecordKind): Promise<string[]> {
  const { rows } = await db.query(
    `SELECT external_id FROM source_record WHERE source_id = $1 AND kind = $2 AND open ORDER BY external_id`,
    [sourceId, kind],
  );
  return rows.map((row) => String(row.external_id));
}

/** Records that ended a while ago and are to be read again now. */
export async function dueRecords(
  db: Queryable,
  sourceId: string,
  kind: RecordKind,
  now: Date,
  most: number,
): Promise<string[]> {
  const { rows } = await db.query(
    `SELECT external_id FROM source_record WHERE source_id = $1 AND kind = $2 AND settle_at <= $3
     ORDER BY settle_at, external_id LIMIT $4`,
    [sourceId, kind, now, most],
  );
  return rows.map((row) => String(row.external_id));
}

/** Records that were not found before `before` and are to be looked for once more. */
export async function missingRecords(
  db: Queryable,
  sourceId: string,
  kind: RecordKind,
  before: Date,
): Promise<string[]> {
  const { rows } = await db.query(
    `SELECT external_id FROM source_record WHERE source_id = $1 AND kind = $2 AND missing_since <= $3
     ORDER BY external_id LIMIT 500`,
    [sourceId, kind, before],
  );
  return rows.map((row) => String(row.external_id));
}

/** What is held of a half-open window of starts, gone records left out. */
export async function heldInWindow(
  db: Queryable,
  sourceId: string,
  kind: RecordKind,
  from: Date | null,
  to: Date,
): Promise<string[]> {
  const { rows } = await db.query(
    `SELECT external_id FROM source_record
     WHERE source_id = $1 AND kind = $2 AND gone_at IS NULL AND started_at >= coalesce($3::timestamptz, '-infinity') AND started_at < $4`,
    [sourceId, kind, from, to],
  );
  return rows.map((row) => String(row.external_id));
}

/** Versions of the records that are held among these. */
export async function heldVersions(
  db: Queryable,
  sourceId: string,
  kind: RecordKind,
  ids: readonly string[],
): Promise<Map<string, string | null>> {
  const { rows } = await db.query(
    `SELECT external_id, version FROM source_record
     WHERE source_id = $1 AND kind = $2 AND external_id = ANY($3) AND gone_at IS NULL AND missing_since IS NULL`,
    [sourceId, kind, ids],
  );
  return new Map(rows.map((row) => [String(row.external_id), row.version === null ? null : String(row.version)]));
}

/** Runs of an experiment that were under way at an instant, give or take a minute: a trace of theirs may lie there. */
export async function runsUnderWay(
  db: Queryable,
  sourceId: string,
  experimentId: string,
  at: string,
  most: number,
): Promise<string[]> {
  const { rows } = await db.query(
    `SELECT external_id FROM source_record
     WHERE source_id = $1 AND kind = 'run' AND gone_at IS NULL AND data->>'experimentId' = $2
       AND started_at BETWEEN $3::timestamptz - interval '1 day' AND $3::timestamptz + interval '1 minute'
       AND (ended_at IS NULL OR ended_at >= $3::timestamptz - interval '1 minute')
     ORDER BY started_at DESC, external_id LIMIT $4`,
    [sourceId, experimentId, at, most],
  );
  return rows.map((row) => String(row.external_id));
}

import type pg from "pg";
import { z } from "zod";
import { dueRecords, openRecords } from "@/server/runs/queries/held-records";
import type { SyncSession } from "@/server/runs/sources/define-source";
import type { RecordKey } from "@/server/runs/sync/page";
import { inSnapshot } from "./connect";
import { normaliseRow } from "./normalise-row";
import { type Keyset, rowsAfter, rowsByIds, statesOf, type Tables, type WorkflowRow } from "./rows";
import { lookAtTables, zonesOf } from "./shape";

const cursorShape = z.object({
  /** `started_at` of the newest row seen, as the source spells it. */
  head: z.string().optional(),
  wideAt: z.number().default(0),
  sweeps: z.record(z.string(), z.number()).default({}),
  zones: z.object({ startedAtZone: z.string(), completedAtZone: z.string() }).optional(),
});
export type PostgresCursor = z.infer<typeof cursorShape>;

export interface RowReader extends Tables {
  session: SyncSession;
  now: Date;
  cursor: PostgresCursor;
  wide: boolean;
}

const MINUTE_MS = 60_000;
const MOST_DUE = 1000;
/** A client's clock may be ahead; its rows must not carry the head with them. */
const AHEAD_MS = 5 * MINUTE_MS;

export async function openTables(session: SyncSession, client: pg.Client): Promise<RowReader> {
  const now = session.clock.now();
  const cursor = cursorShape.parse(session.cursor);
  const zones = zonesOf(session.address.options);
  // Another zone moves every row: all are read again.
  if (cursor.zones && JSON.stringify(cursor.zones) !== JSON.stringify(zones)) delete cursor.head;
  const wide = session.thorough || now.getTime() - cursor.wideAt >= MINUTE_MS;
  return { session, client, now, cursor, zones, wide, shape: await lookAtTables(client) };
}

/** New rows by (started_at, id), with an overlap longer than a writer's transaction. */
export async function readHead(reader: RowReader): Promise<void> {
  let after = await overlapStart(reader);
  for (;;) {
    const from = after;
    const rows = await commitRows(reader, "head", () => rowsAfter(reader, from), true);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = { at: last.at, id: last.id };
  }
}

async function overlapStart(reader: RowReader): Promise<Keyset> {
  const { head } = reader.cursor;
  if (head === undefined) return { at: "-infinity", id: "" };
  const type = reader.shape.zoned.has("started_at") ? "timestamptz" : "timestamp";
  const { rows } = await reader.client.query<{ at: string }>(`SELECT ($1::${type} - $2::interval)::text AS at`, [
    head,
    reader.wide ? "15 minutes" : "1 minute",
  ]);
  return { at: rows[0]?.at ?? "-infinity", id: "" };
}

/** Open rows change without moving any cursor; ended ones may get late states. */
export async function readOpenAndSettling(reader: RowReader): Promise<void> {
  const { db, sourceId } = reader.session;
  const open = await openRecords(db, sourceId, "row");
  const due = await dueRecords(db, sourceId, "row", reader.now, MOST_DUE);
  if (open.length > 0) await commitRows(reader, "open", () => rowsByIds(reader, open));
  if (due.length > 0) await commitRows(reader, "settle", () => rowsByIds(reader, due));
}

/** Reads rows and their states in one snapshot and commits them as one page. */
export async function commitRows(
  reader: RowReader,
  loop: string,
  read: () => Promise<WorkflowRow[]>,
  isHead = false,
): Promise<WorkflowRow[]> {
  const { rows, states } = await inSnapshot(reader.client, async () => {
    const found = await read();
    const ids = found.map((row) => row.id);
    return { rows: found, states: await statesOf(reader, ids) };
  });
  if (rows.length === 0) return rows;
  const records = rows.map((row) => normaliseRow(row, states.get(row.id) ?? [], reader.now));
  const head = isHead ? newestPast(reader, rows) : undefined;
  await commit(reader, loop, records, head === undefined ? {} : { head, zones: reader.zones });
  return rows;
}

function newestPast(reader: RowReader, rows: readonly WorkflowRow[]): string | undefined {
  const limit = reader.now.getTime() + AHEAD_MS;
  return rows.findLast((row) => row.started_at.getTime() <= limit)?.at;
}

export async function commit(
  reader: RowReader,
  loop: string,
  records: ReturnType<typeof normaliseRow>[],
  moved: Partial<PostgresCursor>,
  gone: readonly RecordKey[] = [],
): Promise<void> {
  Object.assign(reader.cursor, moved);
  await reader.session.commit({
    loop,
    records,
    gone,
    ...(Object.keys(moved).length > 0 ? { cursor: moved } : {}),
    ...(reader.session.replaced ? { cause: "restored" as const } : {}),
  });
}

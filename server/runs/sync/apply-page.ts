import { inTransaction, type Queryable } from "@/server/platform/db";
import { notify } from "@/server/platform/events";
import { assertFence } from "@/server/platform/lease";
import { applyContribution, dropEmptyBuckets, retractContribution } from "@/server/runs/queries/contribution";
import { rememberFirstRuns } from "@/server/runs/queries/first-runs";
import { holdRecords } from "./hold-records";
import { type FencedSource, leaseOf, type Page } from "./page";
import { closedDayFigures, logRestatements, type RestatementCause } from "./restate";
import { type FactChange, factsOfTouched, workflowIds, writeFacts } from "./store-facts";

export interface Applied {
  records: number;
  changed: number;
}

/**
 * One page in one fenced transaction: records, facts, rollups and the cursor move together, so that a page which is cut
 * off or comes twice changes nothing twice. Throws FenceLost when the source has passed to another worker.
 */
export async function applyPage(source: FencedSource, page: Page, now: Date): Promise<Applied> {
  const started = performance.now();
  return inTransaction(async (db) => {
    await assertFence(db, new Map([[leaseOf(source.id), source.epoch]]), source.owner);
    const held = await holdRecords(db, source, page, now);
    const change = await factsOfTouched(db, source.id, held.touched);
    if (change.written.length + change.removed.length > 0) await tellAnew(db, source, change, page, now);
    await moveCursor(db, source.id, page, held.added);
    if (held.changed > 0) await logPage(db, source.id, page, held.changed, performance.now() - started);
    return { records: page.records.length, changed: held.changed };
  });
}

async function tellAnew(db: Queryable, source: FencedSource, change: FactChange, page: Page, now: Date) {
  const old = [...change.replaced, ...change.removed];
  const names = change.written.map(({ fact }) => fact.workflow);
  const workflows = await workflowIds(db, source.environmentId, names);
  const touched = {
    sourceId: source.id,
    environmentId: source.environmentId,
    workflowIds: [...new Set([...workflows.values(), ...old.map((run) => run.workflowId)])].sort((a, b) => a - b),
    starts: [...change.written.map(({ fact }) => fact.startedAt), ...old.map((run) => run.startedAt.toISOString())],
  };
  const before = await closedDayFigures(db, touched);
  await retractContribution(
    db,
    old.map((run) => run.id),
  );
  await writeFacts(db, change, { sourceId: source.id, environmentId: source.environmentId, workflows, now });
  const written = change.written.map(({ id }) => id);
  await applyContribution(db, written);
  await dropEmptyBuckets(db, source.id, quarterHours(old.map((run) => run.startedAt)));
  await rememberFirstRuns(db, source.id, firstRuns(change, workflows));
  if (before.size > 0)
    await logRestatements(db, source.id, before, await closedDayFigures(db, touched), causeOf(change, page));
  await notify(db, "run", written);
}

const QUARTER_HOUR_MS = 900_000;

function quarterHours(starts: readonly Date[]): Date[] {
  const buckets = new Set(starts.map((start) => Math.floor(start.getTime() / QUARTER_HOUR_MS) * QUARTER_HOUR_MS));
  return [...buckets].map((bucket) => new Date(bucket));
}

function firstRuns(change: FactChange, workflows: ReadonlyMap<string, number>): Map<number, string> {
  const first = new Map<number, string>();
  for (const { fact } of change.written) {
    const workflow = workflows.get(fact.workflow);
    if (workflow === undefined || fact.class === "evaluation") continue;
    const held = first.get(workflow);
    if (held === undefined || fact.startedAt < held) first.set(workflow, fact.startedAt);
  }
  return new Map([...first].sort(([a], [b]) => a - b));
}

function causeOf(change: FactChange, page: Page): RestatementCause {
  if (page.cause) return page.cause;
  if (change.removed.length > 0 || change.written.some(({ fact }) => fact.goneAt !== null)) return "deleted";
  return change.replaced.length > 0 ? "edited" : "late run";
}

async function moveCursor(db: Queryable, sourceId: string, page: Page, added: number): Promise<void> {
  if (!page.cursor && added === 0) return;
  await db.query(`UPDATE source SET cursor = cursor || $2::jsonb, rows_seen = rows_seen + $3 WHERE id = $1`, [
    sourceId,
    JSON.stringify(page.cursor ?? {}),
    added,
  ]);
}

async function logPage(db: Queryable, sourceId: string, page: Page, changed: number, tookMs: number) {
  await db.query(`INSERT INTO sync_page (source_id, loop, records, changed, took_ms) VALUES ($1, $2, $3, $4, $5)`, [
    sourceId,
    page.loop,
    page.records.length,
    changed,
    Math.round(tookMs),
  ]);
}

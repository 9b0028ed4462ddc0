import { z } from "zod";
import type { Clock } from "@/server/platform/clock";
import { pool, type Queryable } from "@/server/platform/db";
import { AppError } from "@/server/platform/errors";
import { notify } from "@/server/platform/events";
import { HttpFault } from "@/server/platform/http";
import { FenceLost } from "@/server/platform/lease";
import { log } from "@/server/platform/log";
import { loadSource, openAddress, type SourceRow } from "@/server/runs/internal";
import { SOURCES } from "@/server/runs/sources/register";
import { SourceFault } from "@/server/runs/sources/source-fault";
import { applyPage } from "./apply-page";
import type { FencedSource } from "./page";

/** What a person asked of the next cycle; kept in the cursor so that it survives the worker. */
const requestShape = z.object({ allowDeletions: z.boolean().default(false), replaced: z.boolean().default(false) });

/** How far behind its own start a cycle may have missed something: agents' clocks differ. */
const CLOCKS_DIFFER_MS = 60_000;

export type CycleEnd = "ok" | "failed" | "lost" | "stopped";

/** One pass over a source under a lease that is held. What goes wrong with the source is kept on its row. */
export async function runCycle(
  lease: { sourceId: string; owner: string; epoch: bigint },
  clock: Clock,
  signal: AbortSignal,
): Promise<CycleEnd> {
  const source = await loadSource(pool(), lease.sourceId);
  const fenced: FencedSource = {
    ...lease,
    id: source.id,
    environmentId: source.environmentId,
    firstReading: source.firstSyncedAt === null,
  };
  const startedAt = clock.now();
  try {
    await readSource(source, fenced, clock, signal);
  } catch (error) {
    if (signal.aborted) return "stopped";
    if (error instanceof FenceLost) return "lost";
    await recordFailure(pool(), source, wordsOf(error), startedAt);
    if (wordsOf(error) === null) log().error({ err: error, source: source.id }, "a sync failed");
    return "failed";
  }
  await recordSuccess(pool(), source, startedAt);
  return "ok";
}

async function readSource(source: SourceRow, fenced: FencedSource, clock: Clock, signal: AbortSignal): Promise<void> {
  const { request, ...cursor } = source.cursor;
  const asked = request === undefined ? null : requestShape.parse(request);
  await SOURCES[source.kind].sync({
    sourceId: source.id,
    address: await openAddress(pool(), source),
    cursor,
    thorough: asked !== null,
    allowDeletions: asked?.allowDeletions ?? false,
    replaced: asked?.replaced ?? false,
    db: pool(),
    clock,
    signal,
    commit: (page) => applyPage(fenced, page, clock.now()),
  });
  // Only what was asked before this cycle began has been done.
  if (asked)
    await pool().query(
      `UPDATE source SET cursor = cursor - 'request' WHERE id = $1 AND cursor->'request' = $2::jsonb`,
      [source.id, JSON.stringify(request)],
    );
}

/** Words for people; null for a fault of ours, whose cause is in the log alone. */
function wordsOf(error: unknown): string | null {
  return error instanceof SourceFault || error instanceof HttpFault || error instanceof AppError ? error.message : null;
}

async function recordSuccess(db: Queryable, source: SourceRow, startedAt: Date): Promise<void> {
  const { rows } = await db.query(
    `UPDATE source SET status = 'ok', last_error = NULL, last_sync_at = $2, last_ok_at = $2,
       first_synced_at = coalesce(first_synced_at, now()), complete_through = $3
     WHERE id = $1 RETURNING id`,
    [source.id, startedAt, new Date(startedAt.getTime() - CLOCKS_DIFFER_MS)],
  );
  if (rows.length > 0 && (source.status !== "ok" || source.firstSyncedAt === null))
    await notify(db, "source", [source.id]);
}

async function recordFailure(db: Queryable, source: SourceRow, words: string | null, startedAt: Date): Promise<void> {
  const lastError = words ?? "The sync failed; the worker's log has the cause.";
  await db.query(`UPDATE source SET status = 'failing', last_error = $2, last_sync_at = $3 WHERE id = $1`, [
    source.id,
    lastError,
    startedAt,
  ]);
  if (source.status !== "failing" || source.lastError !== lastError) await notify(db, "source", [source.id]);
}

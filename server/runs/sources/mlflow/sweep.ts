import type { RecordKind } from "@/server/runs/facts/record";
import { heldInWindow } from "@/server/runs/queries/held-records";
import { SourceFault } from "@/server/runs/sources/source-fault";
import { afterSweep, dueSweep, SWEEPS, tooManyVanished } from "@/server/runs/sync/sweep-schedule";
import { commitRuns, readByIds as readRunsByIds, windowOfRuns } from "./read-runs";
import { commitTraces, readByIds as readTracesByIds, windowOfTraces } from "./read-traces";
import { commit, type Reader } from "./reader";

/** Records this young may not be listed yet. */
const TOO_YOUNG_MS = 60_000;

/** Reads the past again, where something may have been edited, restored or deleted without a trace in any cursor. */
export async function sweep(reader: Reader): Promise<void> {
  const { clock, thorough, replaced } = reader.session;
  const stages = Object.fromEntries(
    [...reader.experiments].map(([id, { deleted }]) => [id, deleted ? "deleted" : "active"]),
  );
  const moved = Object.entries(reader.cursor.experiments).some(
    ([id, stage]) => stages[id] !== undefined && stages[id] !== stage,
  );
  const first = Object.keys(reader.cursor.sweeps).length === 0;
  const due = first ? null : dueSweep(reader.cursor.sweeps, reader.now.getTime(), thorough || replaced || moved);
  const started = clock.monotonicMs();
  if (due) await sweepBack(reader, due.reachMs);
  const took = clock.monotonicMs() - started;
  const all = SWEEPS[0];
  const done = due ?? (first ? all : undefined);
  const sweeps = done ? afterSweep(done, reader.cursor.sweeps, reader.now.getTime(), took) : reader.cursor.sweeps;
  const wideAt = reader.wide ? reader.now.getTime() : reader.cursor.wideAt;
  await commit(reader, { loop: "sweep", records: [] }, { sweeps, wideAt, experiments: stages });
}

async function sweepBack(reader: Reader, reachMs: number | null): Promise<void> {
  const from = reachMs === null ? null : new Date(reader.now.getTime() - reachMs);
  const to = new Date(reader.now.getTime() - TOO_YOUNG_MS);
  const { db, sourceId } = reader.session;
  const heldRuns = await heldInWindow(db, sourceId, "run", from, to);
  const seenRuns = new Set<string>();
  for (const group of reader.groups)
    for await (const runs of windowOfRuns(reader, group, "start_time", from?.getTime() ?? 1, to.getTime())) {
      for (const run of runs) seenRuns.add(run.info.run_id);
      await commitRuns(reader, "sweep", runs);
    }
  await judgeVanished(reader, "run", heldRuns, seenRuns);
  const heldTraces = await heldInWindow(db, sourceId, "trace", from, to);
  const seenTraces = new Set<string>();
  for (const group of reader.groups)
    for await (const traces of windowOfTraces(reader, group, from?.getTime() ?? 0, to.getTime())) {
      for (const trace of traces) seenTraces.add(trace.trace_id);
      await commitTraces(reader, "sweep", traces, "news");
    }
  await judgeVanished(reader, "trace", heldTraces, seenTraces);
}

/** What a completely read window lacks is asked for by id; if that finds nothing either, it is missing, and gone the second time. */
async function judgeVanished(reader: Reader, kind: RecordKind, held: string[], seen: ReadonlySet<string>) {
  const absent = held.filter((id) => !seen.has(id));
  if (absent.length === 0) return;
  const found =
    kind === "run"
      ? await readRunsByIds(reader, "sweep", absent)
      : await readTracesByIds(reader, "sweep", absent, "all");
  const vanished = absent.filter((id) => !found.has(id)).map((externalId) => ({ kind, externalId }));
  if (vanished.length === 0) return;
  const { allowDeletions, replaced } = reader.session;
  if (allowDeletions || replaced) return commit(reader, { loop: "sweep", records: [], gone: vanished });
  if (tooManyVanished(vanished.length, held.length))
    throw new SourceFault(
      "guard",
      `${vanished.length} of ${held.length} ${kind}s are not in MLflow any more. Nothing was removed here: sync the source with deletions allowed if they were deleted on purpose.`,
    );
  await commit(reader, { loop: "sweep", records: [], missing: vanished });
}

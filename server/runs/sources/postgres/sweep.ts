import { heldInWindow } from "@/server/runs/queries/held-records";
import { heldHourPrints } from "@/server/runs/queries/hour-prints";
import { SourceFault } from "@/server/runs/sources/source-fault";
import { afterSweep, dueSweep, SWEEPS, tooManyVanished } from "@/server/runs/sync/sweep-schedule";
import { commit, commitRows, type RowReader } from "./read-rows";
import { hourPrints, rowsOfHour } from "./rows";

const HOUR_MS = 3_600_000;

/**
 * The table says nowhere what changed since. An hour whose print of ids and row versions differs from what is held is
 * read again; what is held of it and was not found was deleted.
 */
export async function sweep(reader: RowReader): Promise<void> {
  const { clock, thorough, replaced } = reader.session;
  const first = Object.keys(reader.cursor.sweeps).length === 0;
  const due = first ? null : dueSweep(reader.cursor.sweeps, reader.now.getTime(), thorough || replaced);
  const started = clock.monotonicMs();
  if (due) await sweepBack(reader, due.reachMs);
  const done = due ?? (first ? SWEEPS[0] : undefined);
  const sweeps = done
    ? afterSweep(done, reader.cursor.sweeps, reader.now.getTime(), clock.monotonicMs() - started)
    : reader.cursor.sweeps;
  await commit(reader, "sweep", [], { sweeps, wideAt: reader.wide ? reader.now.getTime() : reader.cursor.wideAt });
}

async function sweepBack(reader: RowReader, reachMs: number | null): Promise<void> {
  const { db, sourceId } = reader.session;
  const from = reachMs === null ? null : new Date(Math.floor((reader.now.getTime() - reachMs) / HOUR_MS) * HOUR_MS);
  const held = await heldHourPrints(db, sourceId, from);
  const there = new Map((await hourPrints(reader, from)).map(({ hour, print }) => [hour.getTime(), print]));
  const differing = [...new Set([...held.keys(), ...there.keys()])]
    .filter((hour) => held.get(hour) !== there.get(hour))
    .sort((a, b) => a - b);
  const seen = new Set<string>();
  const heldIds: string[] = [];
  for (const hour of differing) {
    const start = new Date(hour);
    heldIds.push(...(await heldInWindow(db, sourceId, "row", start, new Date(hour + HOUR_MS))));
    for (const row of await commitRows(reader, "sweep", () => rowsOfHour(reader, start))) seen.add(row.id);
  }
  await judgeVanished(reader, heldIds, seen, from);
}

async function judgeVanished(reader: RowReader, heldIds: string[], seen: ReadonlySet<string>, from: Date | null) {
  const { db, sourceId, allowDeletions, replaced } = reader.session;
  const vanished = heldIds.filter((id) => !seen.has(id));
  if (vanished.length === 0) return;
  const all = await heldInWindow(db, sourceId, "row", from, new Date(reader.now.getTime() + HOUR_MS));
  if (!allowDeletions && !replaced && tooManyVanished(vanished.length, all.length))
    throw new SourceFault(
      "guard",
      `${vanished.length} of ${all.length} rows are not in the database any more. Nothing was removed here: sync the source with deletions allowed if they were deleted on purpose.`,
    );
  const gone = vanished.map((externalId) => ({ kind: "row" as const, externalId }));
  await commit(reader, "sweep", [], {}, gone);
}

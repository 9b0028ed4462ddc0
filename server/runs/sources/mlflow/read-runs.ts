import { figure } from "@/server/runs/facts/figures";
import type { SourceRecord } from "@/server/runs/facts/record";
import { dueRecords, missingRecords, openRecords } from "@/server/runs/queries/held-records";
import { IDS_A_CALL } from "./api";
import { normaliseRun } from "./normalise-run";
import { readWindow } from "./read-window";
import { commit, inGroups, type Reader, watermark } from "./reader";
import type { WireRun } from "./wire";

const MOST_DUE = 1000;
const MISSING_AGAIN_MS = 10 * 60_000;

export const startOf = (run: WireRun) => figure(run.info.start_time) ?? 0;
const endOf = (run: WireRun) => figure(run.info.end_time) ?? 0;

/** All that is due of the runs: the head, those without a start, those that ended, the open ones, those that settle. */
export async function readRuns(reader: Reader): Promise<void> {
  await readHead(reader);
  await readEnds(reader);
  if (reader.wide) await readStartless(reader);
  await readOpen(reader);
  const { session, now } = reader;
  const due = await dueRecords(session.db, session.sourceId, "run", now, MOST_DUE);
  await readByIds(reader, "settle", due);
  await lookAgain(reader);
}

async function readHead(reader: Reader): Promise<void> {
  const from = Math.max(1, (reader.cursor.runsHead ?? 1) - reader.overlapMs);
  let seen = reader.cursor.runsHead ?? 0;
  for (const group of reader.groups)
    for await (const runs of windowOfRuns(reader, group, "start_time", from, null)) {
      seen = watermark(reader, seen, Math.max(...runs.map(startOf)));
      // With several groups the head is through only after the last one.
      await commitRuns(reader, "head", runs, reader.groups.length === 1 ? { runsHead: seen } : {});
    }
  await commit(reader, { loop: "head", records: [] }, { runsHead: seen });
}

/** Long runs end far behind the head, backdated ones too. The first sync's head has read them all. */
async function readEnds(reader: Reader): Promise<void> {
  const from = reader.cursor.runsEnds;
  let seen = from ?? reader.now.getTime();
  if (from !== undefined)
    for (const group of reader.groups)
      for await (const runs of windowOfRuns(reader, group, "end_time", Math.max(1, from - reader.overlapMs), null)) {
        seen = watermark(reader, seen, Math.max(...runs.map(endOf)));
        await commitRuns(reader, "ends", runs);
      }
  await commit(reader, { loop: "ends", records: [] }, { runsEnds: seen });
}

/** A run that was created without a start has 0 there, which no head ever reaches. */
async function readStartless(reader: Reader): Promise<void> {
  for (const group of reader.groups) {
    let token: string | undefined;
    do {
      const filter = "attributes.start_time <= 0";
      const page = await reader.api.runs({ experimentIds: group, filter, orderBy: "attributes.start_time", token });
      await commitRuns(reader, "startless", page.items);
      token = page.items.length > 0 ? page.token : undefined;
    } while (token !== undefined);
  }
}

async function readOpen(reader: Reader): Promise<void> {
  const { session } = reader;
  await readByIds(reader, "open", await openRecords(session.db, session.sourceId, "run"));
  if (!reader.wide) return;
  for (const group of reader.groups)
    for await (const runs of windowOfRuns(reader, group, "start_time", 1, null, "attributes.status = 'RUNNING'"))
      await commitRuns(reader, "open", runs);
}

/** Reads these runs again, wherever they are; those not found are left as they are. Answers the ids that came. */
export async function readByIds(reader: Reader, loop: string, ids: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  const plain = ids.filter((id) => /^[\w-]+$/.test(id));
  for (const some of inGroups(plain, IDS_A_CALL))
    for (const group of reader.groups) {
      const filter = `attributes.run_id IN (${some.map((id) => `'${id}'`).join(", ")})`;
      const page = await reader.api.runs({ experimentIds: group, filter, orderBy: "attributes.start_time" });
      for (const run of page.items) found.add(run.info.run_id);
      await commitRuns(reader, loop, page.items);
    }
  return found;
}

/** Asks for each missing run by its id a second time, ten minutes after the first: only then is it gone. */
async function lookAgain(reader: Reader): Promise<void> {
  const { session, now } = reader;
  const before = new Date(now.getTime() - MISSING_AGAIN_MS);
  const missing = await missingRecords(session.db, session.sourceId, "run", before);
  const answers = [];
  for (const externalId of missing) answers.push({ externalId, run: await reader.api.run(externalId) });
  const back = answers.flatMap(({ run }) => (run ? [normalised(reader, run)] : []));
  const gone = answers.filter(({ run }) => !run).map(({ externalId }) => ({ kind: "run" as const, externalId }));
  if (answers.length > 0) await commit(reader, { loop: "missing", records: back, gone });
}

/** Runs of a half-open window of starts or ends, in order. */
export function windowOfRuns(
  reader: Reader,
  group: readonly string[],
  attribute: "start_time" | "end_time",
  from: number,
  to: number | null,
  only = "",
): AsyncGenerator<WireRun[]> {
  const name = `attributes.${attribute}`;
  return readWindow<WireRun>({
    from,
    to,
    idOf: (run) => run.info.run_id,
    at: attribute === "start_time" ? startOf : endOf,
    search: (since, until, token) => {
      const parts = [`${name} >= ${since}`, until === null ? "" : `${name} < ${until}`, only];
      const filter = parts.filter((part) => part !== "").join(" AND ");
      return reader.api.runs({ experimentIds: group, filter, orderBy: name, token });
    },
  });
}

export async function commitRuns(
  reader: Reader,
  loop: string,
  runs: readonly WireRun[],
  moved: { runsHead?: number } = {},
): Promise<void> {
  if (runs.length === 0) return;
  await commit(reader, { loop, records: runs.map((run) => normalised(reader, run)) }, moved);
}

function normalised(reader: Reader, run: WireRun): SourceRecord {
  const experiment = reader.experiments.get(run.info.experiment_id);
  return normaliseRun(run, experiment?.name ?? run.info.experiment_id, reader.now);
}

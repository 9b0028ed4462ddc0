import { contentHash } from "@/server/runs/facts/content-hash";
import type { ModelUsage, SourceRecord } from "@/server/runs/facts/record";
import {
  dueRecords,
  heldVersions,
  missingRecords,
  openRecords,
  runsUnderWay,
} from "@/server/runs/queries/held-records";
import { IDS_A_CALL } from "./api";
import { experimentOf, normaliseTrace, requestTime, sourceRun } from "./normalise-trace";
import { readWindow } from "./read-window";
import { commit, inGroups, type MlflowCursor, type Reader, watermark } from "./reader";
import { usageOfSpans } from "./span-usage";
import type { WireTrace } from "./wire";

const MOST_DUE = 500;
const SPANS_A_CALL = 20;
const MOST_CANDIDATES = 20;
const MISSING_AGAIN_MS = 10 * 60_000;
const DAY_MS = 24 * 3_600_000;

const startOf = (trace: WireTrace) => Date.parse(requestTime(trace.request_time) ?? "1970-01-01T00:00:00Z");
const endOf = (trace: WireTrace) => startOf(trace) + Number(trace.execution_duration?.replace("s", "") ?? 0) * 1000;

/** All that is due of the traces: the head, those that ended, the open ones, those that settle. */
export async function readTraces(reader: Reader): Promise<void> {
  await readHead(reader);
  await readEnds(reader);
  const { session, now } = reader;
  await readByIds(reader, "open", await openRecords(session.db, session.sourceId, "trace"), "news");
  const due = await dueRecords(session.db, session.sourceId, "trace", now, MOST_DUE);
  await readByIds(reader, "settle", due, "all");
  await lookAgain(reader);
}

async function readHead(reader: Reader): Promise<void> {
  const from = Math.max(0, (reader.cursor.tracesHead ?? 0) - reader.overlapMs);
  let seen = reader.cursor.tracesHead ?? 0;
  for (const group of reader.groups)
    for await (const traces of windowOfTraces(reader, group, from, null)) {
      seen = watermark(reader, seen, Math.max(...traces.map(startOf)));
      await commitTraces(reader, "head", traces, "news", reader.groups.length === 1 ? { tracesHead: seen } : {});
    }
  await commit(reader, { loop: "head", records: [] }, { tracesHead: seen });
}

async function readEnds(reader: Reader): Promise<void> {
  const from = reader.cursor.tracesEnds;
  let seen = from ?? reader.now.getTime();
  if (from !== undefined)
    for (const group of reader.groups)
      for await (const traces of windowOfTraces(reader, group, 0, null, `end_time_ms >= ${from - reader.overlapMs}`)) {
        seen = watermark(reader, seen, Math.floor(Math.max(...traces.map(endOf))));
        await commitTraces(reader, "ends", traces, "news");
      }
  await commit(reader, { loop: "ends", records: [] }, { tracesEnds: seen });
}

/** Traces of a half-open window of starts, in order: MLflow orders by nothing else that is of use. */
export function windowOfTraces(
  reader: Reader,
  group: readonly string[],
  from: number,
  to: number | null,
  only = "",
): AsyncGenerator<WireTrace[]> {
  return readWindow<WireTrace>({
    from,
    to,
    idOf: (trace) => trace.trace_id,
    at: startOf,
    search: (since, until, token) => {
      const parts = [`timestamp_ms >= ${since}`, until === null ? "" : `timestamp_ms < ${until}`, only];
      const filter = parts.filter((part) => part !== "").join(" AND ");
      return reader.api.traces({ experimentIds: group, filter, orderBy: "timestamp_ms", token });
    },
  });
}

/** Reads these traces again; answers the ids that came. */
export async function readByIds(
  reader: Reader,
  loop: string,
  ids: readonly string[],
  which: "news" | "all",
): Promise<Set<string>> {
  const found = new Set<string>();
  for (const some of inGroups(ids, IDS_A_CALL)) {
    const traces = await reader.api.traceInfos(some);
    for (const trace of traces) found.add(trace.trace_id);
    await commitTraces(reader, loop, traces, which);
  }
  return found;
}

async function lookAgain(reader: Reader): Promise<void> {
  const { session, now } = reader;
  const before = new Date(now.getTime() - MISSING_AGAIN_MS);
  const missing = await missingRecords(session.db, session.sourceId, "trace", before);
  const found = await readByIds(reader, "missing", missing, "all");
  const gone = missing.filter((id) => !found.has(id)).map((externalId) => ({ kind: "trace" as const, externalId }));
  if (gone.length > 0) await commit(reader, { loop: "missing", records: [], gone });
}

/** Commits traces; of those already held as they are nothing more is asked, unless `which` is all. */
export async function commitTraces(
  reader: Reader,
  loop: string,
  traces: readonly WireTrace[],
  which: "news" | "all",
  moved: Partial<MlflowCursor> = {},
): Promise<void> {
  const held =
    which === "all"
      ? new Map<string, string | null>()
      : await heldVersions(
          reader.session.db,
          reader.session.sourceId,
          "trace",
          traces.map((trace) => trace.trace_id),
        );
  const news = traces.filter((trace) => held.get(trace.trace_id) !== versionOf(reader, trace));
  const usage = await usageOf(reader, news);
  const records: SourceRecord[] = [];
  for (const trace of news) records.push(await normalised(reader, trace, usage.get(trace.trace_id)));
  if (records.length > 0 || Object.keys(moved).length > 0) await commit(reader, { loop, records }, moved);
}

/** Changes whenever a trace or its experiment does, and once when an unfinished one is given up. */
function versionOf(reader: Reader, trace: WireTrace): string {
  const givenUp = trace.state === "IN_PROGRESS" && reader.now.getTime() - startOf(trace) > DAY_MS;
  return contentHash({ trace, deleted: experimentOfTrace(reader, trace)?.deleted ?? false, givenUp });
}

function experimentOfTrace(reader: Reader, trace: WireTrace) {
  return reader.experiments.get(experimentOf(trace) ?? "");
}

interface SpanUsage {
  hasRoot: boolean;
  models: ModelUsage[];
}

/** Only spans know models, and whether the root has come. */
async function usageOf(reader: Reader, traces: readonly WireTrace[]): Promise<Map<string, SpanUsage>> {
  const told = traces.filter(
    ({ state, trace_metadata: metadata }) =>
      state === "IN_PROGRESS" || "mlflow.trace.tokenUsage" in metadata || "mlflow.trace.cost" in metadata,
  );
  const usage = new Map<string, SpanUsage>();
  for (const some of inGroups(told, SPANS_A_CALL))
    for (const { trace_info, spans } of await reader.api.spans(some.map((trace) => trace.trace_id)))
      usage.set(trace_info.trace_id, usageOfSpans(spans));
  return usage;
}

async function normalised(reader: Reader, trace: WireTrace, usage: SpanUsage | undefined): Promise<SourceRecord> {
  const experiment = experimentOfTrace(reader, trace);
  const record = normaliseTrace(trace, {
    experimentName: experiment?.name ?? experimentOf(trace) ?? "",
    experimentDeleted: experiment?.deleted ?? false,
    linkedRun: sourceRun(trace) === null ? await linkedRun(reader, trace) : null,
    hasRoot: usage?.hasRoot ?? true,
    models: usage?.models ?? [],
    now: reader.now,
  });
  return { ...record, version: versionOf(reader, trace) };
}

/**
 * A trace that was linked to its run by an OTLP header does not say so: only a search by run finds it. So the runs that
 * were under way are asked before it counts as an execution of its own.
 */
async function linkedRun(reader: Reader, trace: WireTrace): Promise<string | null> {
  const experiment = experimentOf(trace);
  const startedAt = requestTime(trace.request_time);
  if (experiment === null || startedAt === null) return null;
  const { db, sourceId } = reader.session;
  for (const run of await runsUnderWay(db, sourceId, experiment, startedAt, MOST_CANDIDATES))
    if ((await tracesOfRun(reader, experiment, run)).has(trace.trace_id)) return run;
  return null;
}

async function tracesOfRun(reader: Reader, experiment: string, run: string): Promise<ReadonlySet<string>> {
  const known = reader.tracesOfRuns.get(run);
  if (known) return known;
  const search = { experimentIds: [experiment], filter: `run_id = '${run}'`, orderBy: "timestamp_ms" };
  const found = new Set((await reader.api.traces(search)).items.map((trace) => trace.trace_id));
  reader.tracesOfRuns.set(run, found);
  return found;
}

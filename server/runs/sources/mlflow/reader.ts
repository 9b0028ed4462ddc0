import { z } from "zod";
import type { SourceRecord } from "@/server/runs/facts/record";
import type { SyncSession } from "@/server/runs/sources/define-source";
import { SourceFault } from "@/server/runs/sources/source-fault";
import type { RecordKey } from "@/server/runs/sync/page";
import { type MlflowApi, mlflowApi } from "./api";

/** Where a sync of this server stands; instants are milliseconds. */
const cursorShape = z.object({
  runsHead: z.number().optional(),
  runsEnds: z.number().optional(),
  tracesHead: z.number().optional(),
  tracesEnds: z.number().optional(),
  /** When the heads were last read with their full overlap. */
  wideAt: z.number().default(0),
  /** Lifecycle stage of each experiment. */
  experiments: z.record(z.string(), z.string()).default({}),
  /** When each sweep is due. */
  sweeps: z.record(z.string(), z.number()).default({}),
});
export type MlflowCursor = z.infer<typeof cursorShape>;

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const WIDE_OVERLAP_MS = 15 * MINUTE_MS;
const NARROW_OVERLAP_MS = MINUTE_MS;
/** How much of the experiments one call names. */
const EXPERIMENTS_A_CALL = 500;

export interface Experiment {
  name: string;
  deleted: boolean;
}

/** One cycle over one MLflow server. */
export interface Reader {
  session: SyncSession;
  api: MlflowApi;
  now: Date;
  cursor: MlflowCursor;
  experiments: ReadonlyMap<string, Experiment>;
  /** Ids of experiments in groups for one call each. */
  groups: string[][];
  wide: boolean;
  /** How far back a head is read again: clocks differ and writes take time. */
  overlapMs: number;
  /** Traces that each run was found to hold, asked once a cycle. */
  tracesOfRuns: Map<string, ReadonlySet<string>>;
}

export async function openReader(session: SyncSession): Promise<Reader> {
  const now = session.clock.now();
  const cursor = cursorShape.parse(session.cursor);
  const api = mlflowApi(session.address, session.signal);
  const found = await api.experiments();
  if (found.length === 0 && Object.keys(cursor.experiments).length > 0)
    throw new SourceFault(
      "guard",
      `MLflow lists no experiment any more, though it had ${Object.keys(cursor.experiments).length}: nothing was deleted here. Is it the same server, and may this user still see them?`,
    );
  const wide = session.thorough || now.getTime() - cursor.wideAt >= MINUTE_MS;
  return {
    session,
    api,
    now,
    cursor,
    experiments: new Map(
      found.map((experiment) => [
        experiment.experiment_id,
        { name: experiment.name, deleted: experiment.lifecycle_stage === "deleted" },
      ]),
    ),
    groups: inGroups(
      found.map((experiment) => experiment.experiment_id),
      EXPERIMENTS_A_CALL,
    ),
    wide,
    overlapMs: wide ? WIDE_OVERLAP_MS : NARROW_OVERLAP_MS,
    tracesOfRuns: new Map(),
  };
}

interface ReaderPage {
  loop: string;
  records: readonly SourceRecord[];
  missing?: readonly RecordKey[];
  gone?: readonly RecordKey[];
}

/** Commits a page and moves the cursor with it. */
export async function commit(reader: Reader, page: ReaderPage, moved: Partial<MlflowCursor> = {}): Promise<void> {
  Object.assign(reader.cursor, moved);
  await reader.session.commit({
    ...page,
    ...(Object.keys(moved).length > 0 ? { cursor: moved } : {}),
    ...(reader.session.replaced ? { cause: "restored" as const } : {}),
  });
}

export function inGroups<T>(items: readonly T[], size: number): T[][] {
  const groups: T[][] = [];
  for (let start = 0; start < items.length; start += size) groups.push(items.slice(start, start + size));
  return groups;
}

/** The head goes as far as what was seen, but never beyond now: a client's clock may be ahead. */
export function watermark(reader: Reader, before: number | undefined, seen: number): number {
  return Math.max(before ?? 0, Math.min(seen, reader.now.getTime()));
}

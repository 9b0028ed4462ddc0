import type { AnswerOf } from "@/server/platform/contract";
import type { contract } from "./contract";
import type { RunRow } from "./queries/runs-page";
import { recordLink } from "./run-link";

type Item = AnswerOf<typeof contract.listRuns>["items"][number];

const ERROR_IN_LIST = 300;

/** A run as a row of a list shows it. */
export function runItem(row: RunRow): Item {
  const {
    sourceId,
    sourceName,
    sourceKind,
    sourceUrl,
    recordKind,
    recordId,
    experimentId,
    place: _place,
    ...told
  } = row;
  const record = { kind: recordKind ?? "run", externalId: recordId ?? row.externalId, experimentId };
  return {
    ...told,
    source: { id: sourceId, name: sourceName, kind: sourceKind },
    error: row.error?.slice(0, ERROR_IN_LIST).toWellFormed() ?? null,
    link: recordLink({ kind: sourceKind, url: sourceUrl }, record),
  };
}

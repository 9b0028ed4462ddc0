import { createLoader, parseAsArrayOf, parseAsString, parseAsStringLiteral } from "nuqs/server";
import type { TimeRange } from "@/components/ui/time-range";
import { environmentParam, timeRangeParams } from "@/components/ui/time-range-params";
import type { RunsAsked } from "./queries";

export const WEEK: TimeRange = { kind: "sliding", amount: 7, unit: "d" };

export const STATUSES = ["running", "completed", "failed", "killed", "abandoned", "handed_over"] as const;
export const SORTS = ["-startedAt", "startedAt", "-cost", "-duration"] as const;

export const runsParams = {
  ...environmentParam,
  ...timeRangeParams(WEEK),
  q: parseAsString.withDefault(""),
  status: parseAsArrayOf(parseAsStringLiteral(STATUSES)).withDefault([]),
  workflow: parseAsString,
  model: parseAsString,
  source: parseAsString,
  authority: parseAsStringLiteral(["runs", "cost", "any"]),
  sort: parseAsStringLiteral(SORTS).withDefault("-startedAt"),
};

export const loadRunsParams = createLoader(runsParams);

type State = Awaited<ReturnType<typeof loadRunsParams>>;

/** What the list asks for in a span of time. */
export function runsAsked(state: State, span: { from: string; to: string }): RunsAsked {
  const { q, status, workflow, model, source, authority, environment, sort } = state;
  return {
    ...span,
    sort,
    limit: 50,
    ...(q === "" ? {} : { q }),
    ...(status.length === 0 ? {} : { status }),
    ...(workflow === null ? {} : { workflow: [workflow] }),
    ...(model === null ? {} : { model: [model] }),
    ...(source === null ? {} : { source: [source] }),
    ...(authority === null ? {} : { authority }),
    ...(environment === null ? {} : { environment: [environment] }),
  };
}

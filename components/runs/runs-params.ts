import { createLoader, parseAsArrayOf, parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs/server";
import type { TimeRange } from "@/components/ui/time-range";
import { environmentParam, timeRangeParams } from "@/components/ui/time-range-params";
import { parseUsd } from "./parse-amounts";
import type { RunsAsked } from "./queries";

export const WEEK: TimeRange = { kind: "sliding", amount: 7, unit: "d" };

export const STATUSES = ["running", "completed", "failed", "killed", "abandoned", "handed_over"] as const;
export const SORTS = ["-startedAt", "startedAt", "-cost", "-duration"] as const;

/** Filters by a name, each shown as a chip that can be taken away. */
export const NAME_FILTERS = ["workflow", "model", "provider", "source"] as const;

export const runsParams = {
  ...environmentParam,
  ...timeRangeParams(WEEK),
  q: parseAsString.withDefault(""),
  status: parseAsArrayOf(parseAsStringLiteral(STATUSES)).withDefault([]),
  workflow: parseAsString,
  model: parseAsString,
  provider: parseAsString,
  source: parseAsString,
  /** Milliseconds. */
  minDuration: parseAsInteger,
  /** Dollars. */
  minCost: parseAsString,
  authority: parseAsStringLiteral(["runs", "cost", "any"]),
  sort: parseAsStringLiteral(SORTS).withDefault("-startedAt"),
};

export const loadRunsParams = createLoader(runsParams);

export type RunsState = Awaited<ReturnType<typeof loadRunsParams>>;

/** Takes every filter away but the range and the environment. */
export const NO_FILTERS = {
  q: null,
  status: null,
  workflow: null,
  model: null,
  provider: null,
  source: null,
  minDuration: null,
  minCost: null,
  authority: null,
} as const;

export function isFiltered({ q, status, minDuration, minCost, ...state }: RunsState): boolean {
  const named = NAME_FILTERS.some((name) => state[name] !== null);
  return named || q !== "" || status.length > 0 || minDuration !== null || minCost !== null;
}

/** What the list asks for in a span of time. What an address holds that is no amount is left out. */
export function runsAsked(state: RunsState, span: { from: string; to: string }): RunsAsked {
  const { q, status, authority, environment, sort, minDuration, minCost } = state;
  const least = minCost === null ? null : parseUsd(minCost);
  const names = Object.fromEntries(
    NAME_FILTERS.flatMap((name) => (state[name] === null ? [] : [[name, [state[name]]]])),
  );
  return {
    ...span,
    sort,
    limit: 50,
    ...names,
    ...(q === "" ? {} : { q }),
    ...(status.length === 0 ? {} : { status }),
    ...(minDuration === null || minDuration < 0 ? {} : { minDuration }),
    ...(least === null ? {} : { minCostUsd: least }),
    ...(authority === null ? {} : { authority }),
    ...(environment === null ? {} : { environment: [environment] }),
  };
}

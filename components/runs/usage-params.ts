import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { resolveRange, type TimeRange } from "@/components/ui/time-range";
import { environmentParam, timeRangeParams } from "@/components/ui/time-range-params";
import type { UsageAsked } from "./queries";

export const TWO_WEEKS: TimeRange = { kind: "sliding", amount: 14, unit: "d" };

export const GROUPS = ["workflow", "model", "provider", "environment", "source"] as const;
export const INTERVALS = ["auto", "15min", "hour", "day", "week", "month"] as const;

/** What a group is called where it heads a column or a choice. */
export const GROUP_WORDS = {
  workflow: "Workflow",
  model: "Model",
  provider: "Provider",
  environment: "Environment",
  source: "Source",
} as const;

export type Group = (typeof GROUPS)[number];
export type Interval = (typeof INTERVALS)[number];

export const usageParams = {
  ...environmentParam,
  ...timeRangeParams(TWO_WEEKS),
  by: parseAsStringLiteral(GROUPS).withDefault("workflow"),
  interval: parseAsStringLiteral(INTERVALS).withDefault("auto"),
  workflow: parseAsString,
  /** How the table of lines is sorted; each page has its own default. */
  sort: parseAsString,
};

export const loadUsageParams = createLoader(usageParams);

export type UsageState = Awaited<ReturnType<typeof loadUsageParams>>;

/** What a page of figures asks for at an instant, in a zone. */
export function usageAsked(
  state: UsageState,
  zone: string,
  span: { from: string; to: string },
  groupBy: UsageAsked["groupBy"],
): UsageAsked {
  return {
    ...span,
    tz: zone,
    interval: state.interval,
    groupBy,
    ...(state.environment === null ? {} : { environment: [state.environment] }),
    ...(state.workflow === null ? {} : { workflow: [state.workflow] }),
  };
}

/** The span on the server, where the page is first drawn. */
export function spanNow(state: UsageState, zone: string): { from: string; to: string } {
  return resolveRange(state.range, Date.now(), zone);
}

/** What stands beside a group's lines: the models, and beside these the workflows. */
export const besideGroup = (by: Group): Group => (by === "model" ? "workflow" : "model");

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const READABLE: readonly { interval: Exclude<Interval, "auto">; from: number; to: number }[] = [
  { interval: "15min", from: 0, to: 2 * DAY_MS },
  { interval: "hour", from: 2 * HOUR_MS, to: 15 * DAY_MS },
  { interval: "day", from: DAY_MS, to: 400 * DAY_MS },
  { interval: "week", from: 10 * DAY_MS, to: Number.POSITIVE_INFINITY },
  { interval: "month", from: 45 * DAY_MS, to: Number.POSITIVE_INFINITY },
];

/** The intervals that cut a span into a readable number of bars, and the one that is shown now. */
export function offeredIntervals(span: { from: string; to: string }, shown: Exclude<Interval, "auto">) {
  const length = Date.parse(span.to) - Date.parse(span.from);
  return READABLE.filter(({ interval, from, to }) => interval === shown || (length >= from && length <= to)).map(
    ({ interval }) => interval,
  );
}

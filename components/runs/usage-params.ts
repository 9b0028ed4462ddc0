import { createLoader, parseAsStringLiteral } from "nuqs/server";
import { resolveRange, type TimeRange } from "@/components/ui/time-range";
import { environmentParam, timeRangeParams } from "@/components/ui/time-range-params";
import type { UsageAsked } from "./queries";

export const TWO_WEEKS: TimeRange = { kind: "sliding", amount: 14, unit: "d" };

export const GROUPS = ["workflow", "model", "provider", "environment", "source"] as const;
export const INTERVALS = ["auto", "hour", "day", "week", "month"] as const;

export const usageParams = {
  ...environmentParam,
  ...timeRangeParams(TWO_WEEKS),
  by: parseAsStringLiteral(GROUPS).withDefault("workflow"),
  interval: parseAsStringLiteral(INTERVALS).withDefault("auto"),
};

export const loadUsageParams = createLoader(usageParams);

type State = Awaited<ReturnType<typeof loadUsageParams>>;

/** What a page of figures asks for at an instant, in a zone. */
export function usageAsked(
  state: State,
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
  };
}

/** The span on the server, where the page is first drawn. */
export function spanNow(state: State, zone: string): { from: string; to: string } {
  return resolveRange(state.range, Date.now(), zone);
}

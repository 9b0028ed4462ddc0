import { invalid } from "@/server/platform/errors";

export type TimeRange = { from: Date; to: Date };

const DAY_MS = 86_400_000;
const LONGEST_MS = 400 * DAY_MS;

/** The asked range, by default the last 24 hours. Throws `invalid` where it is empty or longer than 400 days. */
export function timeRange(asked: { from?: Date | undefined; to?: Date | undefined }, now: Date): TimeRange {
  const to = asked.to ?? now;
  const from = asked.from ?? new Date(to.getTime() - DAY_MS);
  if (from >= to) throw invalid("The range is empty.", [{ path: "from", message: "must lie before `to`" }]);
  if (to.getTime() - from.getTime() > LONGEST_MS) {
    throw invalid("The range is too long.", [{ path: "from", message: "must lie within 400 days before `to`" }]);
  }
  return { from, to };
}

const STEPS_MS = [1, 5, 15, 30, 60, 180, 360, 720, 1440, 4320, 10080].map((minutes) => minutes * 60_000);
const MOST_POINTS = 200;

/** The shortest round step, of at least `least`, that cuts the range into at most 200 points. */
export function stepFor({ from, to }: TimeRange, least = 60_000): number {
  const length = to.getTime() - from.getTime();
  return STEPS_MS.find((step) => step >= least && length / step <= MOST_POINTS) ?? 10_080 * 60_000;
}

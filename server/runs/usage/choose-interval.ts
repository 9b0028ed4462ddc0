import { invalid } from "@/server/platform/errors";

export type Interval = "15min" | "hour" | "day" | "week" | "month";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const TYPICAL_MS: Record<Interval, number> = {
  "15min": HOUR_MS / 4,
  hour: HOUR_MS,
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: 30 * DAY_MS,
};

/** The finest interval that leaves a chart readable. */
export function chooseInterval(asked: Interval | "auto", from: Date, to: Date): Interval {
  if (asked !== "auto") return asked;
  const span = to.getTime() - from.getTime();
  if (span <= 6 * HOUR_MS) return "15min";
  if (span <= 4 * DAY_MS) return "hour";
  if (span <= 100 * DAY_MS) return "day";
  return span <= 730 * DAY_MS ? "week" : "month";
}

const MOST_POINTS = 2_000;
const MOST_YEARS_MS = 50 * 366 * DAY_MS;

/** Throws `invalid` for a range that is empty, endless, or cut into more points than a chart could show. */
export function checkRange(from: Date, to: Date, interval: Interval): void {
  const span = to.getTime() - from.getTime();
  if (span <= 0) throw invalid("The range is empty.", [{ path: "to", message: "must be later than from" }]);
  if (span > MOST_YEARS_MS)
    throw invalid("The range is too long.", [{ path: "from", message: "must be within 50 years of to" }]);
  if (span / TYPICAL_MS[interval] > MOST_POINTS)
    throw invalid("The range has too many intervals.", [
      { path: "interval", message: `must cut the range into at most ${MOST_POINTS} points` },
    ]);
}

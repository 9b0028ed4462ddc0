import { instantOfWall, startOfDay, wallMs } from "@/components/ui/zoned-time";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export type Span = { from: string; to: string };

export type OverviewRanges = {
  /** From the last midnight of the zone to now. */
  today: Span;
  /** Yesterday from its midnight to the same time of day. */
  yesterday: Span;
  /** The last 24 hours, for charts. */
  day: Span;
};

/** What the Overview compares. Ends are cut to the minute, so that the same question is asked as long as its answer can be the same. */
export function overviewRanges(nowMs: number, zone: string): OverviewRanges {
  const end = Math.ceil(nowMs / MINUTE_MS) * MINUTE_MS;
  const span = (from: number, to: number): Span => ({ from: iso(from), to: iso(to) });
  const midnight = startOfDay(nowMs, zone);
  const before = startOfDay(nowMs, zone, -1);
  return {
    today: span(midnight, end),
    yesterday: span(before, Math.max(before + MINUTE_MS, instantOfWall(wallMs(end, zone) - DAY_MS, zone))),
    day: span(end - DAY_MS, end),
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

/** The change from one period to the next as a ratio; null where there is nothing to compare with. */
export function changeOf(now: number | null, before: number | null): number | null {
  if (now === null || before === null || before === 0) return null;
  return now / before - 1;
}

const MINUTE_MS = 60_000;
/** Metrics, tags and spans may be written after the end: a record is read again this long after it. */
const SETTLE_AFTER_MS = [MINUTE_MS, 10 * MINUTE_MS, 60 * MINUTE_MS, 24 * 60 * MINUTE_MS];

/** When a record that ended is to be read again; null once it has settled. */
export function nextSettle(endedAt: Date, now: Date): Date | null {
  const next = SETTLE_AFTER_MS.map((after) => endedAt.getTime() + after).find((at) => at > now.getTime());
  return next === undefined ? null : new Date(next);
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
/** Metrics, tags, spans and prices come after the end: a record is read again this long after it last changed. */
const SETTLE_AFTER_MS = [10 * SECOND_MS, MINUTE_MS, 10 * MINUTE_MS, 60 * MINUTE_MS, 24 * 60 * MINUTE_MS];

/** When a record that ended is to be read again; null once it has settled. */
export function nextSettle(changedAt: Date, now: Date): Date | null {
  const next = SETTLE_AFTER_MS.map((after) => changedAt.getTime() + after).find((at) => at > now.getTime());
  return next === undefined ? null : new Date(next);
}

/**
 * From when a record that was just read for news settles. Whatever its own times say, it was written about now; only a
 * source's first reading meets a past that has settled long ago.
 */
export function settlesFrom(endedAt: string | null, now: Date, firstReading: boolean): Date {
  return firstReading && endedAt !== null ? new Date(endedAt) : now;
}

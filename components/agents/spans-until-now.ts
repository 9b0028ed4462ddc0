import type { StatusSpan } from "@/components/ui/skyline-shape";

/** Spans read a while ago, with the present status put over their end: a strip then never contradicts the word beside it. */
export function spansUntilNow(
  spans: readonly StatusSpan[],
  now: { status: StatusSpan["status"]; since: string },
): StatusSpan[] {
  const sinceMs = Date.parse(now.since);
  const before = spans.flatMap((span) => {
    if (Date.parse(span.from) >= sinceMs) return [];
    const ends = span.to === null ? Number.POSITIVE_INFINITY : Date.parse(span.to);
    return [ends > sinceMs ? { ...span, to: now.since } : span];
  });
  return [...before, { status: now.status, from: now.since, to: null }];
}

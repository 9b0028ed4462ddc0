import { formatCount } from "@/components/ui/format-count";

const ENOUGH: Record<string, number> = { p95: 20, p99: 100 };

/** What a percentile of few runs really is, in words; null where there are enough of them. */
export function percentileMeans(measure: string, count: number): string | null {
  const enough = ENOUGH[measure];
  if (enough === undefined || count >= enough) return null;
  return count === 1 ? "of a single run" : `the slowest of only ${formatCount(count)}`;
}

import { formatCount } from "./format-count";
import { formatDuration } from "./format-duration";

/** Milliseconds in the unit their size deserves, exact on hover; null is what was not measured. */
export function Duration({ ms, absent = "no data" }: { ms: number | null; absent?: string }) {
  if (ms === null) return <span className="text-ink-3">{absent}</span>;
  return <span data-tip={`${formatCount(ms)} ms`}>{formatDuration(ms)}</span>;
}

import type { Sort } from "@/components/ui/table";
import type { Line, Totals } from "./queries";

/** What a line is sorted by; null is unknown. */
export type LineSort = (totals: Totals, before: Totals | null) => number | null;

type Sortable = { column: { key: string }; by?: LineSort };

/** Lines in the order of a column; what is unknown comes after what is known, the rest and the unattributed last of all. */
export function sortedLines(
  lines: readonly Line[],
  before: readonly Line[],
  figures: readonly Sortable[],
  sort: Sort,
): Line[] {
  const key = sort.replace(/^-/, "");
  const by = figures.find(({ column }) => column.key === key)?.by;
  const earlier = new Map(before.map((line) => [line.key, line.totals]));
  const value = (line: Line) => by?.(line.totals, earlier.get(line.key) ?? null) ?? null;
  const direction = sort.startsWith("-") ? -1 : 1;
  return lines.toSorted((a, b) => {
    const [first, second] = [value(a), value(b)];
    const apart = classOf(a, first) - classOf(b, second);
    return apart || direction * ((first ?? 0) - (second ?? 0)) || b.totals.runs - a.totals.runs;
  });
}

function classOf({ key }: Line, value: number | null): number {
  if (key === "") return 3;
  if (key === "other") return 2;
  return value === null ? 1 : 0;
}

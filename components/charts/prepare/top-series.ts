import type { Series } from "@/components/charts/model";

/** The key of what is summed because the eye could not hold it. */
export const OTHER_KEY = "other";
const OTHER_COLOUR = "var(--chart-other)";

/** The drawn size of a series: what is missing weighs nothing. */
export function seriesTotal(series: Series): number {
  return series.values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

/** A sum that stays missing where every part is. */
function sumOf(parts: readonly Series[], index: number): number | null {
  const known = parts.flatMap((part) => part.values[index] ?? []);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

/** The largest series in order, and the rest as one grey "other". An "other" of the API joins it. */
export function topSeries(series: readonly Series[], most = 7): Series[] {
  const named = series.filter(({ key }) => key !== OTHER_KEY).sort((a, b) => seriesTotal(b) - seriesTotal(a));
  const given = series.filter(({ key }) => key === OTHER_KEY);
  const folded = named.slice(most);
  const rest = [...folded, ...given];
  if (rest.length === 0) return toldApart(named);
  const label = given.length > 0 ? "other" : `other, ${folded.length}`;
  const buckets = rest[0]?.values.length ?? 0;
  const values = Array.from({ length: buckets }, (_, index) => sumOf(rest, index));
  return [...toldApart(named.slice(0, most)), { key: OTHER_KEY, label, colour: OTHER_COLOUR, values }];
}

/** Of series in sight that share a colour only the largest keeps it: past eight names the palette must repeat, but not in one chart. */
function toldApart(series: readonly Series[]): Series[] {
  const palette = Array.from({ length: 8 }, (_, slot) => `var(--chart-${slot + 1})`);
  const owned = new Set(series.map(({ colour }) => colour));
  const free = palette.filter((colour) => !owned.has(colour));
  const seen = new Set<string>();
  return series.map((one) => {
    if (!seen.has(one.colour)) {
      seen.add(one.colour);
      return one;
    }
    return { ...one, colour: free.shift() ?? one.colour };
  });
}

/** The height of one bucket's stack. */
function stackHeight(series: readonly Series[], index: number): number {
  return series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0);
}

/** The tallest stack, for the axis. */
export function tallestStack(series: readonly Series[], buckets: number): number {
  return Array.from({ length: buckets }, (_, index) => stackHeight(series, index)).reduce((a, b) => Math.max(a, b), 0);
}

/** The largest single value, for the axis of lines. */
export function largestValue(series: readonly Series[]): number {
  return series.flatMap(({ values }) => values).reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
}

import type { Bucket, ChartMark } from "@/components/charts/model";
import { positionAmong } from "./time-axis";

export type PlacedMark = { label: string; x: number; side: "left" | "right"; showLabel: boolean };

const CHARACTER_PX = 6;
const GAP_PX = 8;

/** Marks along the width of a plot. A word is shown only where it neither leaves the plot nor runs into the word before it. */
export function placeMarks(marks: readonly ChartMark[], buckets: readonly Bucket[], width: number): PlacedMark[] {
  const first = buckets[0];
  const last = buckets.at(-1);
  if (!first || !last) return [];
  const [from, to] = [Date.parse(first.from), Date.parse(last.to)];
  let free = 0;
  return marks
    .filter(({ at }) => Date.parse(at) >= from && Date.parse(at) < to)
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .map(({ at, label }) => {
      const x = (positionAmong(Date.parse(at), buckets) / buckets.length) * width;
      const length = label.length * CHARACTER_PX + GAP_PX;
      const side = x + length <= width ? "right" : "left";
      const start = side === "right" ? x : x - length;
      const showLabel = start >= free;
      if (showLabel) free = start + length;
      return { label, x, side, showLabel };
    });
}

import type { ChartData } from "@/components/charts/model";

/** A cell that no spreadsheet takes for a formula or splits. */
function cell(text: string): string {
  const tame = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}

/** The chart's own numbers: a line a bucket, a column a series, money as the exact string, a gap empty. */
export function chartCsv(data: ChartData): string {
  const head = ["from", "to", ...data.series.map(({ label }) => label)];
  const lines = data.buckets.map((bucket, index) => [
    bucket.from,
    bucket.to,
    ...data.series.map(({ values, exact }) => exact?.[index] ?? values[index]?.toString() ?? ""),
  ]);
  return [head, ...lines]
    .map((line) => line.map(cell).join(","))
    .join("\r\n")
    .concat("\r\n");
}

import type { ChartData } from "@/components/charts/model";
import { paint } from "@/components/charts/prepare/paint";
import { topSeries } from "@/components/charts/prepare/top-series";
import { usdForDrawing } from "@/components/ui/format-money";
import { costShares } from "./cost-shares";
import type { Usage } from "./queries";

const HOUR_MS = 3_600_000;

/** Cost of each hour by workflow: the largest seven and the rest. An hour whose cost nobody knows is a gap, not zero. */
export function costChartData(usage: Usage, zone: string): ChartData {
  const colours = paint(usage.series.map(({ key }) => key));
  const first = usage.series[0]?.points ?? [];
  const series = usage.series.map(({ key, label, points }) => ({
    key,
    label,
    colour: colours.get(key) ?? "var(--chart-other)",
    values: points.map((point) => (costShares(point.coverage)?.unknown === 1 ? null : usdForDrawing(point.costUsd))),
    exact: points.map((point) => point.costUsd),
  }));
  return {
    unit: "usd",
    buckets: first.map(({ t }, index) => ({
      from: t,
      to: first[index + 1]?.t ?? new Date(Date.parse(t) + HOUR_MS).toISOString(),
      n: usage.series.reduce((sum, { points }) => sum + (points[index]?.costRuns ?? 0), 0),
    })),
    series: topSeries(series),
    zone,
    asOf: usage.asOf,
    completeThrough: usage.completeThrough,
    precision: "exact",
  };
}

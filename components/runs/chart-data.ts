import type { Bucket, ChartData, ChartMark, Series } from "@/components/charts/model";
import { paint } from "@/components/charts/prepare/paint";
import { topSeries } from "@/components/charts/prepare/top-series";
import { usdForDrawing } from "@/components/ui/format-money";
import type { Line, Usage } from "./queries";
import type { Group } from "./usage-params";
import { coverageShares, knownCost, lineName } from "./usage-words";

type Point = Line["points"][number];

/** Bars of money: the largest seven and the rest. Where of no run the cost is known there is a gap, not zero. */
export function costBars(usage: Usage, by: Group, zone: string, marks: readonly ChartMark[]): ChartData {
  const series = painted(
    usage,
    by,
    (point) => {
      const cost = knownCost(point);
      return cost === null ? null : usdForDrawing(cost);
    },
    (point) => knownCost(point),
  );
  return {
    ...frame(usage, zone, marks),
    buckets: paidBuckets(usage),
    unit: "usd",
    series: topSeries(series),
    precision: "exact",
  };
}

/** Bars of executions: those that failed stand on the axis, the others above. */
export function runBars(usage: Usage, zone: string, marks: readonly ChartMark[]): ChartData {
  const sums = sumPoints(usage);
  const failed = sums.map(({ failed: n }) => n);
  const others = sums.map(({ runs, failed: n }) => runs - n);
  const series: Series[] = [
    { key: "failed", label: "Failed", colour: "var(--st-down)", values: failed },
    { key: "others", label: "Others", colour: "var(--chart-1)", values: others },
  ];
  return { ...frame(usage, zone, marks), unit: "count", series, precision: "exact" };
}

const PERCENTILES = [
  { key: "p50", label: "p50", colour: "var(--chart-1)" },
  { key: "p95", label: "p95", colour: "var(--chart-2)" },
  { key: "p99", label: "p99", colour: "var(--chart-5)" },
] as const;

/** Lines of durations; a bucket in which nothing ended is a gap. */
export function durationLines(usage: Usage, zone: string, marks: readonly ChartMark[]): ChartData {
  const points = usage.series[0]?.points ?? [];
  const series = PERCENTILES.map(({ key, label, colour }) => ({
    key,
    label,
    colour,
    values: points.map(({ durationMs }) => durationMs?.[key] ?? null),
  }));
  const exact = points.every(({ durationMs }) => durationMs === null || durationMs.exact);
  const buckets = bucketsOf(usage).map((bucket, at) => ({ ...bucket, n: points[at]?.durationMs?.count ?? 0 }));
  return { ...frame(usage, zone, marks), buckets, unit: "ms", series, precision: exact ? "exact" : "±1 %" };
}

function painted(
  usage: Usage,
  by: Group,
  value: (point: Point) => number | null,
  exact: (point: Point) => string | null,
): Series[] {
  const colours = paint(usage.series.map(({ key }) => key));
  return usage.series.map(({ key, label, points }) => ({
    key,
    label: lineName({ key, label }, by),
    colour: key === "" ? "var(--chart-other)" : (colours.get(key) ?? "var(--chart-other)"),
    values: points.map(value),
    exact: points.map(exact),
  }));
}

function frame(usage: Usage, zone: string, marks: readonly ChartMark[]) {
  return { buckets: bucketsOf(usage), zone, asOf: usage.asOf, completeThrough: usage.completeThrough, marks };
}

function sumPoints(usage: Usage) {
  const length = usage.series[0]?.points.length ?? 0;
  return Array.from({ length }, (_, at) => {
    const points = usage.series.flatMap((line) => line.points[at] ?? []);
    const sum = (pick: (point: Point) => number) => points.reduce((total, point) => total + pick(point), 0);
    return {
      runs: sum((point) => point.runs),
      failed: sum((point) => point.failed),
      costRuns: sum((point) => point.costRuns),
      coverage: {
        reported: sum((point) => point.coverage.reported),
        estimated: sum((point) => point.coverage.estimated),
        unknown: sum((point) => point.coverage.unknown),
      },
    };
  });
}

/** The stretches of time of the bars, cut by the range at both ends, with the runs that started in each. */
function bucketsOf(usage: Usage): Bucket[] {
  const points = usage.series[0]?.points ?? [];
  const asOf = usage.asOf;
  return sumPoints(usage).map(({ runs }, at) => {
    const from = at === 0 ? usage.from : (points[at]?.t ?? usage.from);
    const to = points[at + 1]?.t ?? usage.to;
    const running = from <= asOf && asOf < to;
    return { from, to, n: runs, ...(points[at]?.partial && !running ? { cut: true } : {}) };
  });
}

/** The same with what the money rests on: the records of the cost authority and how many know their cost. */
function paidBuckets(usage: Usage): Bucket[] {
  const sums = sumPoints(usage);
  return bucketsOf(usage).map((bucket, at) => {
    const sum = sums[at];
    const coverage = sum ? coverageShares(sum.coverage) : null;
    return { ...bucket, n: sum?.costRuns ?? 0, ...(coverage === null ? {} : { coverage }) };
  });
}

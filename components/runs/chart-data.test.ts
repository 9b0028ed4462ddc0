import { expect, test } from "vitest";
import { costBars, durationLines, runBars } from "./chart-data";
import type { Line, Usage } from "./queries";

type Point = Line["points"][number];

const point = (t: string, more: Partial<Point> = {}): Point => ({
  t,
  partial: false,
  runs: 0,
  failed: 0,
  costRuns: 0,
  costUsd: "0",
  estimatedUsd: "0",
  coverage: { reported: 0, estimated: 0, unknown: 0 },
  inputTokens: 0,
  outputTokens: 0,
  durationMs: null,
  ...more,
});

function usage(lines: Record<string, Point[]>): Usage {
  const { t: _t, partial: _partial, ...totals } = point("");
  return {
    from: "2026-11-01T06:00:00.000Z",
    to: "2026-11-03T00:00:00.000Z",
    tz: "UTC",
    interval: "day",
    groupBy: "workflow",
    series: Object.entries(lines).map(([key, points]) => ({ key, label: key, points, totals })),
    totals,
    previous: { from: "", to: "", ...totals },
    evaluation: { runs: 0, costUsd: "0" },
    failures: { runs: 0, costUsd: "0", coverage: { reported: 0, estimated: 0, unknown: 0 } },
    authority: [],
    restatements: [],
    asOf: "2026-11-03T00:00:00.000Z",
    completeThrough: null,
  };
}

const days = ["2026-11-01T00:00:00.000Z", "2026-11-02T00:00:00.000Z"] as const;
const known = { reported: 1, estimated: 0, unknown: 0 };
const unknown = { reported: 0, estimated: 0, unknown: 1 };

test("a day of which no cost is known is a gap, a day without a run is zero", () => {
  const data = costBars(
    usage({ a: [point(days[0], { runs: 1, coverage: unknown }), point(days[1])] }),
    "workflow",
    "UTC",
    [],
  );
  expect(data.series[0]?.values).toEqual([null, 0]);
});

test("money keeps its exact text beside what is drawn", () => {
  const data = costBars(
    usage({ a: [point(days[0], { costUsd: "0.0042", coverage: known }), point(days[1])] }),
    "workflow",
    "UTC",
    [],
  );
  expect(data.series[0]?.exact).toEqual(["0.0042", "0"]);
});

test("the first bar begins where the range does, the last ends where it ends", () => {
  const { buckets } = costBars(usage({ a: [point(days[0]), point(days[1])] }), "workflow", "UTC", []);
  expect(buckets.map(({ from, to }) => [from, to])).toEqual([
    ["2026-11-01T06:00:00.000Z", days[1]],
    [days[1], "2026-11-03T00:00:00.000Z"],
  ]);
});

test("failed runs stand apart from the others and none is counted twice", () => {
  const data = runBars(
    usage({
      a: [point(days[0], { runs: 5, failed: 2 }), point(days[1])],
      b: [point(days[0], { runs: 1 }), point(days[1])],
    }),
    "UTC",
    [],
  );
  expect(data.series.map(({ values }) => values[0])).toEqual([2, 4]);
});

test("a bucket in which nothing ended is a gap in every line", () => {
  const durationMs = { p50: 1, p95: 2, p99: 3, mean: 1, max: 3, count: 4, exact: false };
  const data = durationLines(usage({ all: [point(days[0], { durationMs }), point(days[1])] }), "UTC", []);
  expect(data.series.map(({ values }) => values)).toEqual([
    [1, null],
    [2, null],
    [3, null],
  ]);
  expect(data.precision).toBe("±1 %");
  expect(data.buckets.map(({ n }) => n)).toEqual([4, 0]);
});

test("what no source attributes is called unknown, in grey", () => {
  const data = costBars(usage({ "": [point(days[0], { costUsd: "1", coverage: known })] }), "model", "UTC", []);
  expect(data.series[0]).toMatchObject({ label: "model unknown", colour: "var(--chart-other)" });
});

test("a day that the range cuts is marked, unless it is still running", () => {
  const cut = { a: [point(days[0], { partial: true }), point(days[1], { partial: true })] };
  const running = { ...usage(cut), asOf: "2026-11-02T12:00:00.000Z" };
  expect(costBars(running, "workflow", "UTC", []).buckets.map((bucket) => bucket.cut ?? false)).toEqual([true, false]);
});

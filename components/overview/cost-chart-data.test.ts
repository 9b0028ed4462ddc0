import { expect, test } from "vitest";
import { costChartData } from "./cost-chart-data";
import type { Usage } from "./queries";

const none = { reported: 0, estimated: 0, unknown: 0 };
const figures = {
  runs: 1,
  failed: 0,
  costRuns: 1,
  estimatedUsd: "0",
  inputTokens: 0,
  outputTokens: 0,
  durationMs: null,
};
const total = { ...figures, costUsd: "1.5", coverage: none };
const hour = (at: number) => new Date(Date.UTC(2026, 10, 24, at)).toISOString();

const usage: Usage = {
  from: hour(0),
  to: hour(2),
  tz: "UTC",
  interval: "hour",
  groupBy: "workflow",
  series: [
    {
      key: "writer",
      label: "writer",
      points: [
        { ...figures, t: hour(0), partial: false, costUsd: "1.50", coverage: { ...none, reported: 1 } },
        { ...figures, t: hour(1), partial: true, costUsd: "0", coverage: { ...none, unknown: 1 } },
      ],
      totals: total,
    },
  ],
  totals: total,
  previous: { ...total, from: hour(0), to: hour(0) },
  evaluation: { runs: 0, costUsd: "0" },
  failures: { runs: 0, costUsd: "0", coverage: { reported: 0, estimated: 0, unknown: 0 } },
  authority: [],
  restatements: [],
  asOf: hour(2),
  completeThrough: hour(1),
};

test("an hour whose cost nobody knows is a gap and not zero", () => {
  const { series, buckets, completeThrough } = costChartData(usage, "UTC");
  expect(series.map(({ values }) => values)).toEqual([[1.5, null]]);
  expect(buckets.map(({ from, to, n }) => [from, to, n])).toEqual([
    [hour(0), hour(1), 1],
    [hour(1), hour(2), 1],
  ]);
  expect(completeThrough).toBe(hour(1));
});

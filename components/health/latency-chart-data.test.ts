import { expect, test } from "vitest";
import { latencyChartData } from "./latency-chart-data";
import type { AgentHealth } from "./queries";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 2, minute)).toISOString();
const point = (minute: number, p50: number | null, failed = 0) => ({
  t: at(minute),
  p50,
  p95: p50,
  max: p50,
  samples: p50 === null ? 0 : 10,
  failed,
});
const uptime = { ratio: 1, coverage: 1, healthyMs: 1, degradedMs: 0, downMs: 0, unknownMs: 0, excludedMs: 0 };

function health(latency: AgentHealth["latency"], spans: AgentHealth["spans"] = []): AgentHealth {
  return { from: at(2), to: at(30), spans, latency, uptime };
}

test("a bucket that no probe answered is a gap, whether it failed or nobody looked", () => {
  const { buckets, series } = latencyChartData(health([point(0, 20), point(5, 30), point(10, null, 10)]), "UTC");
  expect(buckets.map(({ from }) => from)).toEqual([0, 5, 10, 15, 20, 25].map(at));
  expect(series[0]?.values).toEqual([20, 30, null, null, null, null]);
  expect(buckets.map(({ n }) => n)).toEqual([10, 10, 0, 0, 0, 0]);
});

test("one lone point and none at all still fill the range", () => {
  expect(latencyChartData(health([point(5, 7)]), "UTC").series[0]?.values.filter((value) => value !== null)).toEqual([
    7,
  ]);
  expect(latencyChartData(health([]), "UTC").buckets).toHaveLength(6);
});

test("time in which Muster was blind is hatched to its end, or to now", () => {
  const spans = [
    { status: "unknown" as const, from: at(3), to: at(6), reason: "prober away" },
    { status: "down" as const, from: at(6), to: at(20), reason: "refused" },
    { status: "unknown" as const, from: at(20), to: null, reason: "prober away" },
  ];
  expect(latencyChartData(health([], spans), "UTC").blind).toEqual([
    { from: at(3), to: at(6), label: "prober away" },
    { from: at(20), to: at(30), label: "prober away" },
  ]);
});

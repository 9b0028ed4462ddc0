import { expect, test } from "vitest";
import { fleetChartData, fleetGroup } from "./fleet-chart-data";
import type { FleetHealth } from "./queries";

const uptime = { ratio: 0.5, coverage: 1, healthyMs: 1, degradedMs: 0, downMs: 1, unknownMs: 0, excludedMs: 0 };
const none = { healthy: 0, degraded: 0, down: 0, unknown: 0, paused: 0, maintenance: 0 };

function fleet(series: FleetHealth["series"]): FleetHealth {
  return {
    from: "2026-11-24T00:00:00.000Z",
    to: "2026-11-24T00:20:00.000Z",
    intervalMs: 600_000,
    groupBy: "none",
    series,
    uptime,
  };
}

const points = [
  { ...none, t: "2026-11-24T00:00:00.000Z", healthy: 4 },
  { ...none, t: "2026-11-24T00:10:00.000Z", healthy: 2.96, down: 0.04, unknown: 1 },
];

test("trouble stands on the axis, what is unknown is hatched, and what never occurred is left out", () => {
  const { series, buckets } = fleetChartData(fleet([{ key: "", label: "", points, uptime }]), null, "UTC");
  expect(series.map(({ key }) => key)).toEqual(["down", "unknown", "healthy"]);
  expect(series.map(({ hatched }) => hatched ?? false)).toEqual([false, true, false]);
  expect(buckets.at(-1)).toEqual({ from: "2026-11-24T00:10:00.000Z", to: "2026-11-24T00:20:00.000Z" });
});

test("an outage shorter than the bucket is never written as zero", () => {
  const { series } = fleetChartData(fleet([{ key: "", label: "", points, uptime }]), null, "UTC");
  expect(series[0]?.exact).toEqual(["0", "<0.1"]);
  expect(series[2]?.exact).toEqual(["4", "3.0"]);
});

test("an environment without agents has no points and no uptime instead of the fleet's", () => {
  const cut = fleet([{ key: "Production", label: "Production", points, uptime }]);
  expect(fleetGroup(cut, "production").points).toHaveLength(2);
  expect(fleetGroup(cut, "staging")).toMatchObject({ points: [], uptime: { ratio: null } });
});

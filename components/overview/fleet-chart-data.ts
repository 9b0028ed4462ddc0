import type { ChartData, ChartMark, Series } from "@/components/charts/model";
import { statusFaces } from "@/components/ui/status-mark";
import type { FleetHealth } from "./queries";

/** From the axis upwards: what is wrong stands on it, what is well above. */
const drawn = ["down", "degraded", "unknown", "maintenance", "paused", "healthy"] as const;

type Group = FleetHealth["series"][number];
type Point = Group["points"][number];

const noUptime = { ratio: null, coverage: 0, healthyMs: 0, degradedMs: 0, downMs: 0, unknownMs: 0, excludedMs: 0 };

/** The whole fleet's points, or those of one environment where the answer is cut by it. */
export function fleetGroup(fleet: FleetHealth, environment: string | null): Pick<Group, "points" | "uptime"> {
  if (environment === null) return { points: fleet.series[0]?.points ?? [], uptime: fleet.uptime };
  const wanted = fleet.series.find(({ key }) => key.toLowerCase() === environment.toLowerCase());
  return wanted ?? { points: [], uptime: noUptime };
}

/** Agents by status as a stack; a status that nobody had is left out. */
export function fleetChartData(
  fleet: FleetHealth,
  environment: string | null,
  zone: string,
  marks: readonly ChartMark[] = [],
): ChartData {
  const { points } = fleetGroup(fleet, environment);
  return {
    unit: "count",
    buckets: points.map(({ t }, index) => ({ from: t, to: points[index + 1]?.t ?? fleet.to })),
    series: drawn
      .filter((status) => points.some((point) => point[status] > 0))
      .map((status) => seriesOf(status, points)),
    zone,
    asOf: fleet.to,
    marks,
    precision: "exact",
  };
}

function seriesOf(status: (typeof drawn)[number], points: readonly Point[]): Series {
  return {
    key: status,
    label: statusFaces[status].word,
    colour: status === "healthy" ? "var(--st-healthy-quiet)" : `var(--st-${status})`,
    values: points.map((point) => point[status]),
    exact: points.map((point) => written(point[status])),
    ...(status === "unknown" ? { hatched: true } : {}),
  };
}

/** An average over the point's time: whole where it is, else to a tenth, and never zero for a short fault. */
function written(agents: number): string {
  if (Number.isInteger(agents)) return String(agents);
  return agents < 0.1 ? "<0.1" : agents.toFixed(1);
}

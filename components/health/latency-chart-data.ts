import type { Bucket, ChartData, ChartMark, Series } from "@/components/charts/model";
import type { AgentHealth } from "./queries";

const SLOT_MS = 5 * 60_000;

type Point = AgentHealth["latency"][number];

/** The step of the answer: the least distance of two points that stand beside each other. */
function stepOf(points: readonly Point[]): number {
  const times = points.map(({ t }) => Date.parse(t));
  return times
    .slice(1)
    .reduce((least, at, index) => Math.min(least, at - (times[index] ?? 0)), Number.POSITIVE_INFINITY);
}

function bucketsOf(health: AgentHealth, stepMs: number): Bucket[] {
  const [from, to] = [Date.parse(health.from), Date.parse(health.to)];
  const first = Math.floor(from / stepMs) * stepMs;
  const samples = new Map(health.latency.map((point) => [Date.parse(point.t), point.samples]));
  const buckets: Bucket[] = [];
  for (let at = first; at < to; at += stepMs) {
    buckets.push({ from: iso(at), to: iso(at + stepMs), n: samples.get(at) ?? 0 });
  }
  return buckets;
}

/** Latency by time: a bucket without an answered probe is a gap, time in which nobody looked is hatched. */
export function latencyChartData(health: AgentHealth, zone: string, marks: readonly ChartMark[] = []): ChartData {
  const step = stepOf(health.latency);
  const buckets = bucketsOf(health, Number.isFinite(step) ? step : SLOT_MS);
  const byTime = new Map(health.latency.map((point) => [point.t, point]));
  const series = (key: "p50" | "p95" | "max", label: string, colour: string): Series => ({
    key,
    label,
    colour,
    values: buckets.map(({ from }) => byTime.get(from)?.[key] ?? null),
    ...(key === "max" ? { dots: true } : {}),
  });
  return {
    unit: "ms",
    buckets,
    series: [
      series("p50", "p50", "var(--chart-1)"),
      series("p95", "p95", "var(--chart-2)"),
      series("max", "slowest", "var(--text-3)"),
    ],
    zone,
    asOf: health.to,
    marks,
    blind: health.spans
      .filter(({ status }) => status === "unknown")
      .map((span) => ({ from: span.from, to: span.to ?? health.to, label: span.reason })),
    precision: "exact",
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

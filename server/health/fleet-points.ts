import { NO_TIME, type TimeByStatus } from "@/server/agents";
import type { AgentStatus } from "./watched-agent";

/**
 * In one bucket and status: how many agents' time began less how many ended there (`change`), and what those edges
 * contribute to the bucket itself in agent-ms (`partMs`).
 */
export type Edges = { bucket: number; status: FleetStatus; change: number; partMs: number };

export type FleetStatus = AgentStatus | "maintenance";

export type FleetPoint = { t: Date } & Record<Exclude<FleetStatus, "retired">, number>;

type Grid = { from: Date; to: Date; stepMs: number; start: number };

export function gridOf(from: Date, to: Date, stepMs: number): Grid {
  return { from, to, stepMs, start: Math.floor(from.getTime() / stepMs) * stepMs };
}

const SHOWN = ["healthy", "degraded", "down", "unknown", "paused", "maintenance"] as const;

/** Sums edges up into agent-time by status for each bucket of the grid, and for the whole range. */
export function fleetPoints(edges: Edges[], grid: Grid): { points: FleetPoint[]; time: TimeByStatus } {
  const count = Math.ceil((grid.to.getTime() - grid.start) / grid.stepMs);
  const time = { ...NO_TIME };
  const byStatus = new Map<FleetStatus, number[]>();
  for (const status of [...SHOWN, "retired"] as const) {
    const agentMs = agentTime(
      edges.filter((edge) => edge.status === status),
      count,
      grid.stepMs,
    );
    byStatus.set(status, agentMs);
    time[partOf(status)] += agentMs.reduce((sum, ms) => sum + ms, 0);
  }
  return { points: Array.from({ length: count }, (_, bucket) => pointAt(bucket, grid, byStatus)), time };
}

function agentTime(edges: Edges[], count: number, stepMs: number): number[] {
  const change = new Array<number>(count).fill(0);
  const part = new Array<number>(count).fill(0);
  for (const edge of edges) {
    // An edge at the very end of the range falls into a bucket after the last one.
    const bucket = Math.min(edge.bucket, count - 1);
    change[bucket] = (change[bucket] ?? 0) + edge.change;
    part[bucket] = (part[bucket] ?? 0) + edge.partMs - edge.change * (edge.bucket - bucket) * stepMs;
  }
  let running = 0;
  return part.map((ms, bucket) => {
    const total = running * stepMs + ms;
    running += change[bucket] ?? 0;
    return total;
  });
}

function pointAt(bucket: number, grid: Grid, byStatus: Map<FleetStatus, number[]>): FleetPoint {
  const begins = Math.max(grid.start + bucket * grid.stepMs, grid.from.getTime());
  const ends = Math.min(grid.start + (bucket + 1) * grid.stepMs, grid.to.getTime());
  const average = (status: FleetStatus) => {
    const ms = byStatus.get(status)?.[bucket] ?? 0;
    return Math.round((1_000 * ms) / (ends - begins)) / 1_000;
  };
  return {
    t: new Date(begins),
    healthy: average("healthy"),
    degraded: average("degraded"),
    down: average("down"),
    unknown: average("unknown"),
    paused: average("paused"),
    maintenance: average("maintenance"),
  };
}

function partOf(status: FleetStatus): keyof TimeByStatus {
  if (status === "healthy" || status === "degraded" || status === "down" || status === "unknown") return `${status}Ms`;
  return "excludedMs";
}

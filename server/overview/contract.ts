import { z } from "zod";
import { contract as agents } from "@/server/agents/contract";
import { contract as health } from "@/server/health/contract";
import { count, instantIn, operation, usd, zone } from "@/server/platform/contract";
import { contract as runs } from "@/server/runs/contract";
import { contract as system } from "@/server/system/contract";

export const contract = {
  getMetrics: operation({
    id: "getMetrics",
    method: "GET",
    path: "/metrics",
    access: "viewer",
    summary: "Figures for Prometheus; a setting opens them to this machine itself without a token",
    out: z.string().meta({ contentMediaType: "text/plain" }),
  }),
  getSummary: operation({
    id: "getSummary",
    method: "GET",
    path: "/api/summary",
    access: "viewer",
    summary: "The state of all in one answer",
    out: z.object({
      agents: z.object({
        total: count,
        healthy: count,
        degraded: count,
        down: count,
        unknown: count,
        paused: count,
        maintenance: count,
        retired: count,
      }),
      openIncidents: count,
      last24h: z.object({
        runs: count,
        failed: count,
        costUsd: usd,
        coverage: z.object({ reported: count, estimated: count, unknown: count }),
        durationMs: z.object({ p50: z.number(), p95: z.number() }).nullable(),
      }),
      sources: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          kind: z.string(),
          status: z.string(),
          lagSeconds: z.number().nullable(),
        }),
      ),
    }),
  }),
  getOverview: operation({
    id: "getOverview",
    method: "GET",
    path: "/api/overview",
    access: "viewer",
    summary: "All that the Overview shows, as of one second",
    query: z.strictObject({
      tz: zone.default("UTC"),
      environment: z.string().max(64).optional(),
      /** The last midnight, the same part of the day before, the last 24 hours; all end at `to` but yesterday. */
      todayFrom: instantIn,
      yesterdayFrom: instantIn,
      yesterdayTo: instantIn,
      dayFrom: instantIn,
      to: instantIn,
    }),
    out: z.object({
      agents: agents.listAgents.out,
      fleet: health.getFleetHealth.out,
      incidents: health.listIncidents.out,
      today: runs.getUsage.out,
      yesterday: runs.getUsage.out,
      hours: runs.getUsage.out,
      sources: runs.listSources.out,
      changes: system.listAnnotations.out,
      knocking: agents.listRegistrations.out,
    }),
  }),
};

import { z } from "zod";
import { agentStatus as status, uptime } from "@/server/agents/contract";
import { idParams, instant, instantIn, listOf, operation, page, pageQuery, words } from "@/server/platform/contract";

const range = { from: instantIn.optional(), to: instantIn.optional() };

/** Agents in each status, averaged over the point's time: an agent down for half of it counts 0.5. */
const fleetPoint = z.object({
  t: instant,
  healthy: z.number(),
  degraded: z.number(),
  down: z.number(),
  unknown: z.number(),
  paused: z.number(),
  maintenance: z.number(),
});

const incident = z.object({
  id: z.string(),
  number: z.number().int(),
  kind: z.enum(["agent", "prober", "registry"]),
  agentId: z.string().nullable(),
  agent: z.object({ id: z.string(), agentId: z.string(), name: z.string() }).nullable(),
  environment: z.string().nullable(),
  severity: z.enum(["critical", "warning"]),
  cause: z.string(),
  openedAt: instant,
  firstBadAt: instant.nullable(),
  lastOkAt: instant.nullable(),
  closedAt: instant.nullable(),
  closeReason: z.string().nullable(),
  acknowledgedAt: instant.nullable(),
  acknowledgedBy: z.string().nullable(),
  muted: z.boolean(),
  timeline: z.array(z.object({ at: instant, kind: z.string(), actor: z.string().nullable(), text: z.string() })),
});

const agentState = z.object({
  id: z.string(),
  status,
  statusReason: z.string(),
  since: instant,
  pausedUntil: instant.nullable(),
});

const fleetNetworks = z.object({ configured: z.array(z.string()), allowed: z.array(z.string()) });

export const contract = {
  getFleetHealth: operation({
    id: "getFleetHealth",
    method: "GET",
    path: "/api/fleet-health",
    access: "viewer",
    summary: "Agents by status over time, with uptime and coverage",
    query: z.strictObject({ ...range, groupBy: z.enum(["none", "environment", "workflow"]).default("none") }),
    out: z.object({
      from: instant,
      to: instant,
      intervalMs: z.number(),
      groupBy: z.enum(["none", "environment", "workflow"]),
      series: z.array(z.object({ key: z.string(), label: z.string(), points: z.array(fleetPoint), uptime })),
      uptime,
    }),
  }),
  getAgentHealth: operation({
    id: "getAgentHealth",
    method: "GET",
    path: "/api/agents/{id}/health",
    access: "viewer",
    summary: "An agent's spans of status and the latency of its probes",
    params: idParams,
    query: z.strictObject(range),
    out: z.object({
      from: instant,
      to: instant,
      spans: z.array(z.object({ status, from: instant, to: instant.nullable(), reason: z.string() })),
      latency: z.array(
        z.object({
          t: instant,
          p50: z.number().nullable(),
          p95: z.number().nullable(),
          max: z.number().nullable(),
          samples: z.number().int(),
          failed: z.number().int(),
        }),
      ),
      uptime,
    }),
  }),
  listAgentDays: operation({
    id: "listAgentDays",
    method: "GET",
    path: "/api/agent-days",
    access: "viewer",
    summary:
      "The last 24 hours of some agents as rows of a list show them: spans, latency, uptime; ids not known are left out",
    query: z.strictObject({ ids: listOf(z.uuid()) }),
    out: z.object({
      from: instant,
      to: instant,
      stepMs: z.number(),
      items: z.array(
        z.object({
          id: z.string(),
          spans: z.array(z.object({ status, from: instant, to: instant.nullable() })),
          p95Ms: z.number().nullable(),
          latencyMs: z.array(z.number().nullable()).meta({ description: "The median of each step of `stepMs`" }),
          uptime,
        }),
      ),
    }),
  }),
  probeAgent: operation({
    id: "probeAgent",
    method: "POST",
    path: "/api/agents/{id}/probe",
    access: "operator",
    summary: "Look at an agent now; shows the outcome, and the prober looks and judges at once",
    params: idParams,
    out: z.object({
      at: instant,
      ok: z.boolean(),
      outcome: z.enum(["ok", "degraded", "failed", "not_allowed"]),
      latencyMs: z.number().nullable(),
      error: z.string().nullable(),
      address: z.string(),
    }),
  }),
  pauseAgent: operation({
    id: "pauseAgent",
    method: "POST",
    path: "/api/agents/{id}/pause",
    access: "operator",
    summary: "Stop judging an agent, until a time or until it is resumed",
    params: idParams,
    body: z.strictObject({ until: instantIn.optional(), reason: words(500) }),
    out: agentState,
  }),
  resumeAgent: operation({
    id: "resumeAgent",
    method: "POST",
    path: "/api/agents/{id}/resume",
    access: "operator",
    summary: "Judge a paused agent again",
    params: idParams,
    out: agentState,
  }),
  listIncidents: operation({
    id: "listIncidents",
    method: "GET",
    path: "/api/incidents",
    access: "viewer",
    summary: "List incidents, newest first",
    query: z.strictObject({
      ...pageQuery,
      state: z.enum(["open", "closed"]).optional(),
      agent: z.uuid().optional(),
      environment: z.string().max(200).optional(),
      kind: listOf(z.enum(["agent", "prober", "registry"])).optional(),
      severity: listOf(z.enum(["critical", "warning"])).optional(),
      q: z.string().max(200).optional(),
    }),
    out: page(incident),
  }),
  getIncident: operation({
    id: "getIncident",
    method: "GET",
    path: "/api/incidents/{id}",
    access: "viewer",
    summary: "An incident with its timeline",
    params: idParams,
    out: incident,
  }),
  acknowledgeIncident: operation({
    id: "acknowledgeIncident",
    method: "POST",
    path: "/api/incidents/{id}/acknowledge",
    access: "operator",
    summary: "Say that somebody is on it; the first to say so stays named",
    params: idParams,
    out: incident,
  }),
  commentIncident: operation({
    id: "commentIncident",
    method: "POST",
    path: "/api/incidents/{id}/comments",
    access: "operator",
    summary: "Add a line to an incident's timeline",
    params: idParams,
    body: z.strictObject({ text: words(4_000) }),
    out: incident,
  }),
  listOutboundRefusals: operation({
    id: "listOutboundRefusals",
    method: "GET",
    path: "/api/outbound-refusals",
    access: "viewer",
    summary: "Agents that may not be called, with the network that an admin can allow",
    out: page(
      z.object({
        agent: z.object({ id: z.string(), agentId: z.string(), name: z.string() }),
        reason: z.string(),
        network: z.string().nullable(),
      }),
    ),
  }),
  listFleetNetworks: operation({
    id: "listFleetNetworks",
    method: "GET",
    path: "/api/fleet-networks",
    access: "viewer",
    summary: "Networks in which agents may be called",
    out: fleetNetworks,
  }),
  allowFleetNetwork: operation({
    id: "allowFleetNetwork",
    method: "POST",
    path: "/api/fleet-networks",
    access: "admin",
    summary: "Allow agents of a network to be called",
    body: z.strictObject({ network: words(64) }),
    out: fleetNetworks,
  }),
  forbidFleetNetwork: operation({
    id: "forbidFleetNetwork",
    method: "DELETE",
    path: "/api/fleet-networks",
    access: "admin",
    summary: "Take back a network that an admin allowed",
    query: z.strictObject({ network: words(64) }),
    out: fleetNetworks,
  }),
};

import { z } from "zod";
import { agentStatus } from "@/server/agents/contract/shapes";
import { displayUrl, effectiveAddress } from "@/server/agents/effective-address";

const row = z.object({
  id: z.string(),
  agentId: z.string(),
  name: z.string(),
  host: z.string(),
  port: z.number(),
  scheme: z.string(),
  basePath: z.string(),
  environment: z.string(),
  tags: z.array(z.string()),
  workflow: z.string().nullable(),
  version: z.string().nullable(),
  metadata: z.string().nullable(),
  seenFrom: z.string().nullable(),
  addressOverride: z.string().nullable(),
  registryKind: z.string(),
  registry: z.string(),
  status: agentStatus.catch("unknown"),
  statusReason: z.string(),
  since: z.date(),
  lastHeartbeatAt: z.date().nullable(),
  ttlSeconds: z.number(),
  probeAt: z.date().nullable(),
  probeOk: z.boolean().nullable(),
  probeLatencyMs: z.number().nullable(),
  probeError: z.string().nullable(),
  registeredAt: z.date(),
});

/** The columns that `agentOf` reads; `metadata` is cut to what a list needs. */
export const AGENT_COLUMNS = `a.id::text, a.external_id AS "agentId", a.name, a.registered_host AS host,
  a.registered_port AS port, a.scheme, a.base_path AS "basePath", e.name AS environment, a.tags, a.workflow, a.version,
  left(a.metadata, 4096) AS metadata, a.seen_from AS "seenFrom", a.address_override AS "addressOverride",
  r.kind AS "registryKind", r.name AS registry, n.status, n.reason AS "statusReason", n.since,
  b.last_beat_at AS "lastHeartbeatAt", a.ttl_seconds AS "ttlSeconds", v.probe_at AS "probeAt", v.probe_ok AS "probeOk",
  v.probe_latency_ms AS "probeLatencyMs", v.probe_error AS "probeError", a.registered_at AS "registeredAt"`;

export const AGENT_TABLES = `agent a
  JOIN environment e ON e.id = a.environment_id
  JOIN registry r ON r.id = a.registry_id
  JOIN agent_now n ON n.agent_id = a.id
  LEFT JOIN agent_beat b ON b.agent_id = a.id
  LEFT JOIN agent_verdict v ON v.agent_id = a.id`;

export type AgentItem = ReturnType<typeof agentOf>;

export function agentOf(given: Record<string, unknown>) {
  const { scheme, basePath, registryKind, probeAt, probeOk, probeLatencyMs, probeError, ...facts } = row.parse(given);
  const address = effectiveAddress({ ...facts, scheme, basePath, override: facts.addressOverride });
  return {
    ...facts,
    address,
    url: displayUrl(address),
    discovery: discoveryOf(registryKind),
    lastProbe:
      probeAt && probeOk !== null ? { at: probeAt, ok: probeOk, latencyMs: probeLatencyMs, error: probeError } : null,
  };
}

function discoveryOf(registryKind: string): "registry" | "mirror" | "manual" {
  if (registryKind === "builtin") return "registry";
  return registryKind === "manual" ? "manual" : "mirror";
}

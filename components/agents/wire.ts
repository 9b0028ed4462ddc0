import type { StatusSpan } from "@/components/ui/skyline-shape";
import type { AgentStatus } from "@/components/ui/status-mark";

export type AgentItem = {
  id: string;
  agentId: string;
  name: string;
  host: string;
  port: number;
  url: string;
  environment: string;
  tags: string[];
  workflow: string | null;
  version: string | null;
  metadata: string | null;
  seenFrom: string | null;
  addressOverride: string | null;
  discovery: "registry" | "mirror" | "manual";
  registry: string;
  status: AgentStatus;
  statusReason: string;
  since: string;
  lastHeartbeatAt: string | null;
  ttlSeconds: number;
  lastProbe: { at: string; ok: boolean; latencyMs: number | null; error: string | null } | null;
  registeredAt: string;
};

/** The last 24 hours of one agent, as a row of a list shows them. */
export type AgentDay = {
  agentId: string;
  from: string;
  to: string;
  uptime: { ratio: number | null; coverage: number };
  p95Ms: number | null;
  latency: (number | null)[];
  spans: StatusSpan[];
};

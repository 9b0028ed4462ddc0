import type pg from "pg";
import type { WitnessState } from "@/server/health/decide-status";
import type { Severity } from "@/server/health/incident-step";
import type { AgentStatus } from "@/server/health/watched-agent";

/** One agent with all that is stored about its health, as the owner of its shard reads it. */
export type WatchedAgentRow = {
  id: string;
  name: string;
  shard: number;
  environment_id: string;
  scheme: string;
  base_path: string;
  registered_host: string;
  registered_port: number;
  address_override: string | null;
  probe_settings: unknown;
  registry_id: string;
  registry_kind: string;
  ttl_seconds: number;
  first_seen_at: Date;
  retired_at: Date | null;
  retired_reason: string | null;
  paused_at: Date | null;
  paused_until: Date | null;
  pause_reason: string | null;
  last_beat_at: Date | null;
  reason: string | null;
  heartbeat: WitnessState | null;
  heartbeat_reason: string | null;
  probe: WitnessState | null;
  probe_reason: string | null;
  probe_at: Date | null;
  probe_ok: boolean | null;
  probe_latency_ms: number | null;
  probe_error: string | null;
  probe_last_ok_at: Date | null;
  first_bad_at: Date | null;
  failures: number | null;
  flapping_until: Date | null;
  span_status: AgentStatus | null;
  span_from: Date | null;
  incident_id: string | null;
  severity: Severity | null;
  muted_at: Date | null;
};

const SELECT = `SELECT a.id, a.name, a.shard, a.environment_id, a.scheme, a.base_path, a.registered_host,
    a.registered_port, a.address_override, a.probe AS probe_settings, a.registry_id, r.kind AS registry_kind,
    a.ttl_seconds, a.first_seen_at, a.retired_at, a.retired_reason, a.paused_at, a.paused_until, a.pause_reason,
    b.last_beat_at, v.reason, v.heartbeat, v.heartbeat_reason, v.probe, v.probe_reason, v.probe_at, v.probe_ok,
    v.probe_latency_ms, v.probe_error, v.probe_last_ok_at, v.first_bad_at, v.failures, v.flapping_until,
    s.status AS span_status, s.from_at AS span_from, i.id AS incident_id, i.severity, i.muted_at
  FROM agent a
  JOIN registry r ON r.id = a.registry_id
  LEFT JOIN agent_beat b ON b.agent_id = a.id
  LEFT JOIN agent_verdict v ON v.agent_id = a.id
  LEFT JOIN status_span s ON s.agent_id = a.id AND s.to_at IS NULL
  LEFT JOIN incident i ON i.agent_id = a.id AND i.closed_at IS NULL`;

export async function agentsOfShards(db: pg.Pool, shards: number[]): Promise<WatchedAgentRow[]> {
  const { rows } = await db.query<WatchedAgentRow>(`${SELECT} WHERE a.shard = ANY($1::smallint[])`, [shards]);
  return rows;
}

export async function agentsByIds(db: pg.Pool, shards: number[], ids: string[]): Promise<WatchedAgentRow[]> {
  const { rows } = await db.query<WatchedAgentRow>(
    `${SELECT} WHERE a.id = ANY($2::uuid[]) AND a.shard = ANY($1::smallint[])`,
    [shards, ids],
  );
  return rows;
}

/** Agents that registered, came, left or were paused after `since`: what nobody has to announce. */
export async function agentsChangedSince(db: pg.Pool, shards: number[], since: Date): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT id FROM agent WHERE shard = ANY($1::smallint[])
       AND (registered_at > $2 OR first_seen_at > $2 OR retired_at > $2 OR paused_at > $2)`,
    [shards, since],
  );
  return rows.map((row) => row.id);
}

import { effectiveAddress } from "@/server/agents";
import { probeSettings } from "./probe-settings";
import { type ProbeState, unprobed } from "./probe-witness";
import type { WatchedAgentRow } from "./queries/watched-agents";
import { type AgentFacts, newlyWatched, noUnwritten, type WatchedAgent } from "./watched-agent";

/** The agent as its last owner left it, or a newly watched one. */
export function restoreAgent(row: WatchedAgentRow): WatchedAgent {
  const facts = agentFacts(row);
  const fresh = newlyWatched(facts, ms(row.last_beat_at));
  if (row.span_status === null || row.span_from === null) return fresh;
  const since = row.span_from.getTime();
  const probe = restoreProbe(row, since);
  return {
    ...fresh,
    probe,
    judged: {
      heartbeat: { state: row.heartbeat ?? "blind", reason: row.heartbeat_reason ?? "", since },
      probe: { state: probe.state, reason: probe.reason, since },
    },
    status: row.span_status,
    since,
    reason: row.reason ?? "",
    flapping: { flips: [], until: ms(row.flapping_until) },
    incident:
      row.incident_id && row.severity
        ? { id: row.incident_id, severity: row.severity, muted: row.muted_at !== null }
        : null,
    floor: since,
    unwritten: noUnwritten(),
  };
}

export function agentFacts(row: WatchedAgentRow): AgentFacts {
  return {
    id: row.id,
    name: row.name,
    shard: row.shard,
    environmentId: row.environment_id,
    target: effectiveAddress({
      scheme: row.scheme,
      host: row.registered_host,
      port: row.registered_port,
      basePath: row.base_path,
      override: row.address_override,
    }),
    probe: probeSettings(row.probe_settings),
    discovery: row.registry_kind === "builtin" ? "registry" : row.registry_kind === "manual" ? "manual" : "mirror",
    registryId: row.registry_id,
    ttlMs: row.ttl_seconds * 1000,
    firstSeenAt: row.first_seen_at.getTime(),
    retired: row.retired_at && { at: row.retired_at.getTime(), reason: row.retired_reason ?? "deregistered" },
    paused: row.paused_at && {
      at: row.paused_at.getTime(),
      until: ms(row.paused_until),
      reason: row.pause_reason ?? "paused",
    },
  };
}

function restoreProbe(row: WatchedAgentRow, since: number): ProbeState {
  const firstBadAt = ms(row.first_bad_at);
  return {
    ...unprobed(since),
    state: row.probe ?? "blind",
    reason: row.probe_reason ?? "not probed yet",
    since: firstBadAt ?? since,
    firstBadAt,
    failures: row.failures ?? 0,
    lastAt: ms(row.probe_at),
    lastOk: row.probe_ok,
    lastOkAt: ms(row.probe_last_ok_at),
    latencyMs: row.probe_latency_ms,
    error: row.probe_error,
  };
}

function ms(at: Date | null): number | null {
  return at?.getTime() ?? null;
}

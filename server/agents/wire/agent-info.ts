import type { WireAgent } from "./agent-row";
import type { WireNames } from "./names";

/** The runtime's AgentInfo, its keys in the runtime's order. */
export function agentInfo(agent: WireAgent, names: WireNames): Record<string, unknown> {
  return {
    [names.id]: agent.externalId,
    [names.name]: agent.name,
    ...(names.workflow === null ? {} : { [names.workflow]: agent.workflow }),
    host: agent.host,
    port: agent.port,
    is_alive: agent.isAlive,
    last_heartbeat: wireTime(agent.lastBeatAt ?? agent.registeredAt),
    registered_at: wireTime(agent.registeredAt),
    ttl_seconds: agent.ttlSeconds,
    ...Object.fromEntries(names.metadata.map((key) => [key, agent.metadata])),
  };
}

/** Exactly three fraction digits and Z: the agents' parser takes three or six and no other count. */
export function wireTime(at: Date): string {
  return at.toISOString();
}

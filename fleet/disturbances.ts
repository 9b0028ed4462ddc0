import { randomFor } from "./random";
import type { Agent } from "./roster";

/**
 * `degraded` its model provider fails: health says so and executions fail; `silent` it answers but sends no heartbeats;
 * `hung` it accepts connections and answers nothing; `crashed` its process is gone.
 */
export type Disturbance = "degraded" | "silent" | "hung" | "crashed";

const KINDS = ["degraded", "silent", "hung", "crashed"] as const;
const MINUTE_MS = 60_000;
/** Agents that are disturbed now and then; few at a time, so that the fleet as a whole stays well. */
const DISTURBED_AGENTS = 12;
const CYCLE_MS = 24 * MINUTE_MS;
const QUIET_START_MS = 2 * MINUTE_MS;

/** What ails an agent so long after the fleet's start. */
export type DisturbanceAt = (elapsedMs: number) => Disturbance | null;

/** A seeded plan for every agent that is not left in peace; agents without an entry are never disturbed. */
export function planDisturbances(seed: number, agents: readonly Agent[]): Map<string, DisturbanceAt> {
  const lively = agents.filter((agent) => !agent.peace).slice(0, DISTURBED_AGENTS);
  const order = shuffled(seed, lively);
  return new Map(order.map((agent, turn) => [agent.agentId, planOf(seed, agent.agentId, turn, order.length)]));
}

/** Each agent has its own slot of the cycle, so disturbances follow one another instead of falling together. */
function planOf(seed: number, agentId: string, turn: number, turns: number): DisturbanceAt {
  const slotMs = CYCLE_MS / turns;
  return (elapsedMs) => {
    const sinceFirst = elapsedMs - QUIET_START_MS - turn * slotMs;
    if (sinceFirst < 0) return null;
    const round = Math.floor(sinceFirst / CYCLE_MS);
    const random = randomFor(seed, `disturbance:${agentId}:${round}`);
    const lengthMs = random.between(2, 4.5) * MINUTE_MS;
    const kind = KINDS[(turn + round) % KINDS.length] ?? "degraded";
    return sinceFirst - round * CYCLE_MS < lengthMs ? kind : null;
  };
}

function shuffled(seed: number, agents: readonly Agent[]): Agent[] {
  const drawn = agents.map((agent) => ({ agent, rank: randomFor(seed, `turn:${agent.agentId}`).next() }));
  return drawn.sort((one, other) => one.rank - other.rank).map(({ agent }) => agent);
}

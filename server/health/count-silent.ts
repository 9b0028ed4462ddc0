import type { Silent } from "./impairment";
import { isProbed, type WatchedAgent } from "./watched-agent";

/**
 * Counts what the brake judges by. Only silence counts: an agent that answers with an error was reached, and the
 * prober's eyes are well.
 */
export function countSilent(agents: Iterable<WatchedAgent>, now: number): Silent & { watched: number } {
  const facts = { watched: 0, newlyBad: 0, badThoughBeating: 0 };
  for (const agent of agents) {
    if (!isProbed(agent)) continue;
    facts.watched += 1;
    const { firstBadAt, latencyMs, lastOkAt } = agent.probe;
    if (firstBadAt === null || latencyMs !== null || agent.judged.heartbeat.state === "bad") continue;
    facts.badThoughBeating += 1;
    const wasWell = lastOkAt !== null && lastOkAt >= firstBadAt - 2 * agent.facts.probe.intervalMs;
    if (wasWell && firstBadAt > now - agent.facts.probe.intervalMs) facts.newlyBad += 1;
  }
  return facts;
}

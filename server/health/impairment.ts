const SHARE = 0.3;
const FLOOR = 20;
/** After this long what the prober sees is believed again, so that the brake always ends by itself. */
const LONGEST_MS = 15 * 60_000;

export type Impairment = { since: number; reason: string };

export type BrakeFacts = {
  now: number;
  watched: number;
  /** Agents whose series of failures began within the last interval although their heartbeat is not late. */
  newlyBad: number;
  /** Agents that fail their probes although their heartbeat is not late, whenever that began. */
  badThoughBeating: number;
  canary: "ok" | "failed";
};

/**
 * Decides whether the prober's own eyes have failed. An agent whose heartbeat is late too does not count: two
 * witnesses agree there, and a real mass outage must read down.
 */
export function brake(previous: Impairment | null, facts: BrakeFacts): Impairment | null {
  if (facts.canary === "failed") return previous ?? { since: facts.now, reason: "the prober cannot reach itself" };
  if (!previous) {
    if (!isMany(facts.newlyBad, facts.watched)) return null;
    return { since: facts.now, reason: `${facts.newlyBad} of ${facts.watched} agents failed their probes at once` };
  }
  const over = facts.now - previous.since >= LONGEST_MS || !isMany(facts.badThoughBeating, facts.watched);
  return over ? null : previous;
}

function isMany(count: number, of: number): boolean {
  return count >= FLOOR && count > of * SHARE;
}

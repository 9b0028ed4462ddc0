const SHARE = 0.3;
const FLOOR = 20;
/** After this long what the prober sees is believed again, so that the brake always ends by itself. */
const LONGEST_MS = 15 * 60_000;

export type Impairment = { since: number; reason: string };

export type Silent = {
  /** Agents whose series of failures began within the last interval although their heartbeat is not late. */
  newlyBad: number;
  /** Agents that fail their probes although their heartbeat is not late, whenever that began. */
  badThoughBeating: number;
};

/** Of this worker's agents; `elsewhere` are those of the others, which count for the floor alone. */
export type BrakeFacts = Silent & { now: number; watched: number; elsewhere: Silent; canary: "ok" | "failed" };

export const NONE_SILENT: Silent = { newlyBad: 0, badThoughBeating: 0 };

/**
 * Decides whether the prober's own eyes have failed. An agent whose heartbeat is late too does not count: two
 * witnesses agree there, and a real mass outage must read down.
 */
export function brake(previous: Impairment | null, facts: BrakeFacts): Impairment | null {
  if (facts.canary === "failed") return previous ?? { since: facts.now, reason: "the prober cannot reach itself" };
  if (!previous) {
    if (!isMany("newlyBad", facts)) return null;
    return { since: facts.now, reason: `${facts.newlyBad} of ${facts.watched} agents failed their probes at once` };
  }
  const over = facts.now - previous.since >= LONGEST_MS || !isMany("badThoughBeating", facts);
  return over ? null : previous;
}

/** The share is of what one worker sees, for each has eyes of its own; a fleet cut in two must still reach the floor. */
function isMany(which: keyof Silent, facts: BrakeFacts): boolean {
  return isLargeShare(which, facts) && facts[which] + facts.elsewhere[which] >= FLOOR;
}

export function isLargeShare(which: keyof Silent, facts: Pick<BrakeFacts, keyof Silent | "watched">): boolean {
  return facts[which] > facts.watched * SHARE;
}

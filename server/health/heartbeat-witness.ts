import type { Witness } from "./decide-status";

export type BeatFacts = {
  /** Ms of the database's clock at which the last beat was received; null when there has been none. */
  lastBeatAt: number | null;
  ttlMs: number;
} & (
  | { discovery: "manual" }
  /** Start of the registry's present unbroken presence; null while no registry is there to receive beats. */
  | { discovery: "registry"; presentSince: number | null; awaySince: number | null }
  /** The last poll of the upstream registry that was answered; null when there has been none. */
  | { discovery: "mirror"; upstreamOkAt: number | null; pollIntervalMs: number }
);

/** What a late heartbeat is forgiven: the network is slow before an agent is dead. */
export function beatGraceMs(ttlMs: number): number {
  return Math.max(2_000, ttlMs / 4);
}

/** Judges the heartbeats of one agent by the database's clock alone. */
export function heartbeatWitness(facts: BeatFacts, now: number): Witness {
  if (facts.discovery === "manual") return { state: "absent", reason: "", since: now };
  if (facts.discovery === "mirror") return mirroredWitness(facts, now);
  return registeredWitness(facts, now);
}

function registeredWitness(facts: BeatFacts & { discovery: "registry" }, now: number): Witness {
  const { lastBeatAt, presentSince } = facts;
  if (presentSince === null) return { state: "blind", reason: "registry away", since: facts.awaySince ?? now };
  const allowed = facts.ttlMs + beatGraceMs(facts.ttlMs);
  if (lastBeatAt !== null && now < lastBeatAt + allowed) {
    return { state: "ok", reason: "heartbeat fresh", since: Math.max(lastBeatAt, presentSince) };
  }
  const lateAt = Math.max(lastBeatAt ?? 0, presentSince) + allowed;
  if (now < lateAt) return { state: "blind", reason: "registry back, heartbeat awaited", since: presentSince };
  return { state: "bad", reason: lastBeatAt === null ? "no heartbeat yet" : "heartbeat late", since: lateAt };
}

/** An upstream registry has judged the TTL itself: what it last listed as alive is fresh while it answers our polls. */
function mirroredWitness(facts: BeatFacts & { discovery: "mirror" }, now: number): Witness {
  const { lastBeatAt, upstreamOkAt, pollIntervalMs } = facts;
  const patience = Math.max(3 * pollIntervalMs, 15_000);
  if (upstreamOkAt === null || now >= upstreamOkAt + patience) {
    return { state: "blind", reason: "upstream registry away", since: (upstreamOkAt ?? now - patience) + patience };
  }
  if (lastBeatAt !== null && lastBeatAt + pollIntervalMs / 2 >= upstreamOkAt) {
    return { state: "ok", reason: "alive upstream", since: lastBeatAt };
  }
  return { state: "bad", reason: "not alive upstream", since: upstreamOkAt };
}

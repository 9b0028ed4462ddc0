import { newId } from "@/server/platform/ids";
import { decideStatus, type Transition, transitionsBetween, type Witness, type Witnesses } from "./decide-status";
import { countFlip, isFlapping } from "./flapping";
import { type BeatFacts, heartbeatWitness } from "./heartbeat-witness";
import type { Impairment } from "./impairment";
import { type IncidentStep, incidentStep } from "./incident-step";
import { unprobed } from "./probe-witness";
import type { AgentStatus, WatchedAgent } from "./watched-agent";

/** What a judgement needs to know besides the agent. All times are ms of the database's clock. */
export type World = {
  now: number;
  registry: { presentSince: number | null; awaySince: number | null };
  upstreams: ReadonlyMap<string, { okAt: number | null; pollIntervalMs: number }>;
  impairment: Impairment | null;
  /** When the prober's eyes were last found well again. */
  clearedAt: number;
};

/** Brings the agent's status up to `world.now`, noting every span, verdict and incident that has to be written. */
export function judgeAgent(agent: WatchedAgent, world: World): void {
  endPauseInTime(agent, world.now);
  const { retired, paused } = agent.facts;
  if (retired) setStatus(agent, "retired", retired.reason, retired.at);
  else if (paused) setStatus(agent, "paused", paused.reason, paused.at);
  else judgeLive(agent, world);
  stepIncident(agent, world.now);
}

/**
 * Nobody watched from `from` to `to`: a gap of at least one interval is unknown time, and what was seen before it no
 * longer counts as seen.
 */
export function noteBlindGap(agent: WatchedAgent, from: number, to: number): void {
  if (agent.facts.retired || agent.facts.paused || to - from < agent.facts.probe.intervalMs) return;
  setStatus(agent, "unknown", "nobody watched", from);
  agent.probe = { ...unprobed(to), lastAt: agent.probe.lastAt, lastOkAt: agent.probe.lastOkAt };
  forgetWitnesses(agent, to);
}

function endPauseInTime(agent: WatchedAgent, now: number): void {
  const { paused } = agent.facts;
  if (paused?.until && paused.until <= now) agent.facts = { ...agent.facts, paused: null };
}

function judgeLive(agent: WatchedAgent, world: World): void {
  if (agent.status === "paused" || agent.status === "retired") lookAnew(agent, world.now);
  const after = { heartbeat: heartbeatOf(agent, world), probe: probeOf(agent, world) };
  if (agent.awaitedSince !== null) {
    const seenAt = firstSeenSince(agent, agent.awaitedSince);
    if (seenAt === null) return;
    agent.awaitedSince = null;
    agent.floor = Math.max(agent.floor, seenAt);
  }
  goThrough(agent, transitionsBetween(agent.judged, after));
  const { reason } = decideStatus(after.heartbeat, after.probe);
  if (reason !== agent.reason || statesDiffer(agent.judged, after)) agent.unwritten.verdict = true;
  agent.reason = reason;
  agent.judged = after;
}

function lookAnew(agent: WatchedAgent, now: number): void {
  setStatus(
    agent,
    "unknown",
    agent.status === "paused" ? "resumed, not looked at yet" : "back, not looked at yet",
    now,
  );
  agent.probe = unprobed(now);
  forgetWitnesses(agent, now);
  agent.awaitedSince = now;
}

function forgetWitnesses(agent: WatchedAgent, at: number): void {
  const blind: Witness = { state: "blind", reason: agent.reason, since: at };
  agent.judged = { heartbeat: blind, probe: blind };
  agent.floor = Math.max(agent.floor, at);
}

function firstSeenSince({ lastBeatAt, probe }: WatchedAgent, since: number): number | null {
  const seen = [lastBeatAt ?? 0, probe.lastAt ?? 0].filter((at) => at > since);
  return seen.length > 0 ? Math.min(...seen) : null;
}

/** Changes that history forbids to date earlier fall on one moment: only the last of them is a status that was. */
function goThrough(agent: WatchedAgent, transitions: Transition[]): void {
  const earliest = Math.max(agent.since + 1, agent.floor);
  const lasting = transitions.filter((_, i) => (transitions[i + 1]?.at ?? Number.POSITIVE_INFINITY) > earliest);
  for (const { status, reason, at } of lasting) setStatus(agent, status, reason, at);
}

function heartbeatOf({ facts, lastBeatAt }: WatchedAgent, world: World): Witness {
  return heartbeatWitness({ lastBeatAt, ttlMs: facts.ttlMs, ...receiverOf(facts, world) }, world.now);
}

type Receiver = BeatFacts extends infer Facts
  ? Facts extends BeatFacts
    ? Omit<Facts, "lastBeatAt" | "ttlMs">
    : never
  : never;

function receiverOf(facts: WatchedAgent["facts"], world: World): Receiver {
  if (facts.discovery === "manual") return { discovery: "manual" };
  if (facts.discovery === "registry") return { discovery: "registry", ...world.registry };
  const upstream = world.upstreams.get(facts.registryId);
  return {
    discovery: "mirror",
    upstreamOkAt: upstream?.okAt ?? null,
    pollIntervalMs: upstream?.pollIntervalMs ?? 10_000,
  };
}

function probeOf(agent: WatchedAgent, world: World): Witness {
  if (!agent.facts.probe.enabled) return { state: "absent", reason: "", since: world.now };
  if (world.impairment) return { state: "blind", reason: "prober impaired", since: world.impairment.since };
  return { ...agent.probe, since: Math.max(agent.probe.since, world.clearedAt) };
}

function statesDiffer(a: Witnesses, b: Witnesses): boolean {
  return a.heartbeat.state !== b.heartbeat.state || a.probe.state !== b.probe.state;
}

/** Spans never overlap and never vanish: a change takes effect after the open span's start, whatever its date. */
function setStatus(agent: WatchedAgent, status: AgentStatus, reason: string, at: number): void {
  agent.reason = reason;
  if (status === agent.status) return;
  const from = Math.max(at, agent.since + 1, agent.floor);
  const flipped = (agent.status === "healthy") !== (status === "healthy") && agent.status !== "unknown";
  if (flipped && status !== "unknown") agent.flapping = countFlip(agent.flapping, from);
  agent.unwritten.spans.push({ status, from, cause: reason });
  agent.unwritten.verdict = true;
  agent.status = status;
  agent.since = from;
}

function stepIncident(agent: WatchedAgent, now: number): void {
  const { status, since } = agent;
  const flapping = isFlapping(agent.flapping, now);
  const step = incidentStep(agent.incident, { status, since, now, flapping });
  if (step) applyStep(agent, step, now);
}

function applyStep(agent: WatchedAgent, step: IncidentStep, now: number): void {
  const { incidents } = agent.unwritten;
  if (step.kind === "open") openIncident(agent, step.severity);
  if (step.kind === "open" || !agent.incident) return;
  const { id } = agent.incident;
  if (step.kind === "close") {
    incidents.push({ kind: "close", id, at: Math.max(agent.since, agent.floor), text: step.reason });
    agent.incident = null;
    return;
  }
  incidents.push({ kind: step.kind, id, at: now, text: agent.reason });
  if (step.kind === "escalate") agent.incident = { ...agent.incident, severity: "critical" };
  else agent.incident = { ...agent.incident, muted: step.kind === "mute" };
}

function openIncident(agent: WatchedAgent, severity: "critical" | "warning"): void {
  const id = newId();
  const { firstBadAt, lastOkAt } = agent.probe;
  agent.incident = { id, severity, muted: false };
  agent.unwritten.incidents.push({
    kind: "open",
    id,
    severity,
    at: agent.since,
    firstBadAt: firstBadAt ?? agent.since,
    lastOkAt: latest(lastOkAt, agent.lastBeatAt),
    cause: agent.reason,
  });
}

function latest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

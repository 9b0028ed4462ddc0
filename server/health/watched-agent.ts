import type { Address, ProbeSettings } from "@/server/agents";
import type { LiveStatus, Witness, Witnesses } from "./decide-status";
import type { Flapping } from "./flapping";
import type { OpenIncident, Severity } from "./incident-step";
import { type ProbeState, unprobed } from "./probe-witness";

export type AgentStatus = LiveStatus | "paused" | "retired";

/** A stretch of one status, `[from, next from)`, in ms of the database's clock. */
export type Span = { status: AgentStatus; from: number; cause: string };

/** What the database says an agent is; the owner of its shard reads it again when it changes. */
export type AgentFacts = {
  id: string;
  name: string;
  shard: number;
  environmentId: string;
  target: Address;
  probe: ProbeSettings;
  discovery: "registry" | "mirror" | "manual";
  registryId: string;
  ttlMs: number;
  firstSeenAt: number;
  retired: { at: number; reason: string } | null;
  paused: { at: number; until: number | null; reason: string } | null;
};

export type IncidentWrite =
  | {
      kind: "open";
      id: string;
      severity: Severity;
      at: number;
      firstBadAt: number | null;
      lastOkAt: number | null;
      cause: string;
    }
  | { kind: "escalate" | "mute" | "unmute"; id: string; at: number; text: string }
  | { kind: "close"; id: string; at: number; text: string };

export type Sample = { at: number; latencyMs: number | null };

/** What the next flush has to write. `verdict`: people should hear of it; `figures`: the probe's figures alone changed. */
export type Unwritten = {
  spans: Span[];
  incidents: IncidentWrite[];
  samples: Sample[];
  verdict: boolean;
  figures: boolean;
};

/** One agent in the memory of its shard's owner. Everything below `facts` has been, or will be, written by it alone. */
export type WatchedAgent = {
  facts: AgentFacts;
  lastBeatAt: number | null;
  probe: ProbeState;
  /** The witnesses behind the present status. */
  judged: Witnesses;
  status: AgentStatus;
  since: number;
  reason: string;
  flapping: Flapping;
  incident: OpenIncident | null;
  /** After a pause nothing is known until somebody has looked since this moment. */
  awaitedSince: number | null;
  /** No later change may be dated before this moment: what was written before is history. */
  floor: number;
  unwritten: Unwritten;
};

export function blindWitness(since: number): Witness {
  return { state: "blind", reason: "not looked at yet", since };
}

/** An agent that nobody has looked at: unknown since it was first seen. */
export function newlyWatched(facts: AgentFacts, lastBeatAt: number | null): WatchedAgent {
  const since = facts.firstSeenAt;
  const reason = "not looked at yet";
  return {
    facts,
    lastBeatAt,
    probe: unprobed(since),
    judged: { heartbeat: blindWitness(since), probe: blindWitness(since) },
    status: "unknown",
    since,
    reason,
    flapping: { flips: [], until: null },
    incident: null,
    awaitedSince: null,
    floor: since,
    unwritten: {
      spans: [{ status: "unknown", from: since, cause: reason }],
      incidents: [],
      samples: [],
      verdict: true,
      figures: false,
    },
  };
}

export function isProbed({ facts }: WatchedAgent): boolean {
  return facts.probe.enabled && facts.paused === null && facts.retired === null;
}

export function noUnwritten(): Unwritten {
  return { spans: [], incidents: [], samples: [], verdict: false, figures: false };
}

export function isDirty({ unwritten }: WatchedAgent): boolean {
  return unwritten.verdict || unwritten.figures || unwritten.spans.length > 0 || unwritten.incidents.length > 0;
}

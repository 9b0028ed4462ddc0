import type { LiveStatus } from "./decide-status";

export type Severity = "critical" | "warning";
export type OpenIncident = { id: string; severity: Severity; muted: boolean };

export type IncidentFacts = {
  status: LiveStatus | "paused" | "retired";
  since: number;
  now: number;
  flapping: boolean;
};

export type IncidentStep =
  | { kind: "open"; severity: Severity }
  | { kind: "escalate" }
  | { kind: "close"; reason: string }
  | { kind: "mute" }
  | { kind: "unmute" };

/** How long an agent may be degraded before somebody is told. */
export const LASTING_MS = 5 * 60_000;

/** What has to happen to an agent's incident now, or null. */
export function incidentStep(open: OpenIncident | null, facts: IncidentFacts): IncidentStep | null {
  return open ? stepOfOpen(open, facts) : stepWithoutIncident(facts);
}

function stepWithoutIncident({ status, since, now }: IncidentFacts): IncidentStep | null {
  if (status === "down") return { kind: "open", severity: "critical" };
  if (status === "degraded" && now - since >= LASTING_MS) return { kind: "open", severity: "warning" };
  return null;
}

function stepOfOpen(open: OpenIncident, { status, flapping }: IncidentFacts): IncidentStep | null {
  if (status === "retired") return { kind: "close", reason: "deregistered" };
  if (status === "paused") return open.muted ? null : { kind: "mute" };
  if (open.muted) return { kind: "unmute" };
  if (status === "healthy" && !flapping) return { kind: "close", reason: "recovered" };
  if (status === "down" && open.severity === "warning") return { kind: "escalate" };
  return null;
}

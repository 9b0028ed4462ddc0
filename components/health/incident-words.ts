import { harmless } from "@/components/ui/hostile-text";
import type { IncidentItem } from "./queries";

const ownEyes = { prober: "Muster's prober", registry: "Muster's registry" } as const;

/** `INC-218`. */
export function incidentCode(incident: Pick<IncidentItem, "number">): string {
  return `INC-${incident.number}`;
}

/** Whom an incident is about: an agent, or a part of Muster that cannot see. */
export function incidentSubject(incident: Pick<IncidentItem, "kind" | "agent">): string {
  if (incident.kind !== "agent") return ownEyes[incident.kind];
  return incident.agent
    ? harmless(incident.agent.name, 200) || harmless(incident.agent.agentId, 200)
    : "a deleted agent";
}

/** Worst first: what is down before what limps, what nobody has taken before what somebody has, the longest first. */
export function worstFirst(incidents: readonly IncidentItem[]): IncidentItem[] {
  const weight = (incident: IncidentItem) =>
    (incident.muted ? 4 : 0) + (incident.acknowledgedAt === null ? 0 : 2) + (incident.severity === "critical" ? 0 : 1);
  return [...incidents].sort((a, b) => weight(a) - weight(b) || Date.parse(a.openedAt) - Date.parse(b.openedAt));
}

/** One sentence on what is open. */
export function incidentsVerdict(open: readonly IncidentItem[]): { loud: string; rest: string } {
  if (open.length === 0) return { loud: "Nothing is open", rest: "" };
  const waiting = open.filter(({ acknowledgedAt }) => acknowledgedAt === null).length;
  const critical = open.filter(({ severity }) => severity === "critical").length;
  const loud = `${open.length} open, ${waiting} not acknowledged`;
  return { loud, rest: critical > 0 ? `${critical} critical` : "none critical" };
}

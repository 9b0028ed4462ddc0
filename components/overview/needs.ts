import type { MarkShape } from "@/components/ui/mark";
import type { IncidentItem } from "./queries";

/** One thing that waits for a person. */
export type Need = {
  key: string;
  shape: MarkShape;
  tone: string;
  /** What a reader hears of the shape. */
  word: string;
  name: string;
  href: string;
  reason: string;
  since: string | null;
  deed:
    | { kind: "acknowledge"; incidentId: string; agentId: string | null }
    | { kind: "acknowledged"; by: string }
    | { kind: "open"; label: string };
  /** Less is worse. */
  rank: number;
};

const ownEyes = { prober: "Muster's prober", registry: "Muster's registry" } as const;

/** The incidents of an environment, and those that concern all. */
function concerns(incident: IncidentItem, environment: string | null): boolean {
  if (environment === null || incident.environment === null) return true;
  return incident.environment.toLowerCase() === environment.toLowerCase();
}

function incidentNeed(incident: IncidentItem): Need {
  const critical = incident.severity === "critical";
  const { acknowledgedBy, agent } = incident;
  return {
    key: incident.id,
    shape: critical ? "cross" : "half-disc",
    tone: critical ? "text-down" : "text-degraded",
    word: critical ? "Critical" : "Warning",
    name: incident.kind === "agent" ? (agent?.name ?? "a deleted agent") : ownEyes[incident.kind],
    href: incident.kind === "agent" && agent ? `/agents/${agent.id}` : `/incidents/${incident.id}`,
    reason: incident.cause,
    since: incident.openedAt,
    deed:
      acknowledgedBy === null
        ? { kind: "acknowledge", incidentId: incident.id, agentId: agent?.id ?? null }
        : { kind: "acknowledged", by: acknowledgedBy },
    rank: (acknowledgedBy === null ? 0 : 4) + (critical ? 0 : 1),
  };
}

/** Needs of all kinds, worst first and of equals the longest first. */
export function inOrder(needs: readonly Need[]): Need[] {
  const age = ({ since }: Need) => (since === null ? 0 : Date.parse(since));
  return [...needs].sort((a, b) => a.rank - b.rank || age(a) - age(b));
}

/** Open incidents that a person has to look at; muted ones wait for their agent to be resumed. */
export function incidentNeeds(incidents: readonly IncidentItem[], environment: string | null): Need[] {
  return incidents.filter((one) => !one.muted && concerns(one, environment)).map(incidentNeed);
}

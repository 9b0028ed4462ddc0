import { formatCount } from "@/components/ui/format-count";
import type { AgentStatus } from "@/components/ui/status-mark";

export type StatusCounts = Record<AgentStatus, number>;

/** Agents that are still of the fleet. */
export function presentCount(counts: StatusCounts): number {
  return Object.values(counts).reduce((sum, agents) => sum + agents, 0) - counts.retired;
}

/** What is wrong first and loud, the rest after it. */
export type FleetVerdict = { loud: string; rest: string };

const ill = ["down", "degraded", "unknown"] as const;
const setAside = { maintenance: "in maintenance", paused: "paused" } as const;

/** One sentence on the fleet: `48 in production: 1 down, 2 degraded` and `42 healthy, 1 paused`. */
export function fleetVerdict(counts: StatusCounts, environment: string | null): FleetVerdict {
  const present = presentCount(counts);
  const place = environment === null ? "" : ` in ${environment}`;
  if (present === 0) return { loud: `No agents${place} yet`, rest: "" };
  const bad = ill.filter((status) => counts[status] > 0).map((status) => `${formatCount(counts[status])} ${status}`);
  const quiet = [
    ...(counts.healthy > 0 ? [`${formatCount(counts.healthy)} healthy`] : []),
    ...(["maintenance", "paused"] as const)
      .filter((status) => counts[status] > 0)
      .map((status) => `${formatCount(counts[status])} ${setAside[status]}`),
  ];
  const total = `${formatCount(present)} ${present === 1 ? "agent" : "agents"}${place}`;
  if (bad.length > 0) return { loud: `${total}: ${bad.join(", ")}`, rest: quiet.join(", ") };
  if (counts.healthy === present) return { loud: `${total}, all healthy`, rest: "" };
  return { loud: `${total}, none in trouble`, rest: quiet.join(", ") };
}

/** The verdict as one text, for a page's sentence. */
export function verdictText({ loud, rest }: FleetVerdict): string {
  return rest === "" ? `${loud}.` : `${loud}; ${rest}.`;
}

import { createLoader } from "nuqs/server";
import type { IncidentAsked } from "@/components/health/queries";
import { environmentParam, timeRangeParams } from "@/components/ui/time-range-params";

export const loadAgentParams = createLoader({ ...environmentParam, ...timeRangeParams() });

const LAST_CLOSED = 5;

/** The incident that is open now, and the last ones that are over. */
export function incidentsAsked(agent: string): { open: IncidentAsked; closed: IncidentAsked } {
  return { open: { state: "open", agent, limit: 1 }, closed: { state: "closed", agent, limit: LAST_CLOSED } };
}

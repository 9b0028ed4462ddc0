import { createLoader, parseAsArrayOf, parseAsString, parseAsStringLiteral } from "nuqs/server";
import type { IncidentAsked } from "@/components/health/queries";
import { OPEN_LIMIT } from "@/components/health/queries";
import { environmentParam } from "@/components/ui/time-range-params";

export const incidentParams = {
  ...environmentParam,
  q: parseAsString.withDefault(""),
  severity: parseAsArrayOf(parseAsStringLiteral(["critical", "warning"])).withDefault([]),
  agent: parseAsString,
};

export const loadIncidentParams = createLoader(incidentParams);

type IncidentState = Awaited<ReturnType<typeof loadIncidentParams>>;

/** What the page asks for: all that is open, and what is closed page by page. */
export function incidentsAsked(state: IncidentState): { open: IncidentAsked; closed: IncidentAsked } {
  const filters = {
    ...(state.environment === null ? {} : { environment: state.environment }),
    ...(state.q === "" ? {} : { q: state.q }),
    ...(state.severity.length === 0 ? {} : { severity: state.severity }),
    ...(state.agent === null ? {} : { agent: state.agent }),
  };
  return { open: { ...filters, state: "open", limit: OPEN_LIMIT }, closed: { ...filters, state: "closed" } };
}

import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { incidentPages, incidentsQuery } from "@/components/health/queries";
import { Prefetched } from "@/components/shell/prefetched";
import { listIncidents } from "@/server/health";
import { contract } from "@/server/health/contract";
import { readForPage, requirePage } from "@/server/platform/page";
import { IncidentsClient } from "./client";
import { incidentsAsked, loadIncidentParams } from "./search-params";

export const metadata: Metadata = { title: "Incidents" };

export default async function IncidentsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requirePage("viewer", "/incidents");
  const { open, closed } = incidentsAsked(await loadIncidentParams(searchParams));
  const read = (query: Record<string, unknown>) => () =>
    readForPage(contract.listIncidents, listIncidents, ctx, { query });
  return (
    <Prefetched
      reads={[
        { query: incidentsQuery(open), read: read(open) },
        { query: incidentPages(closed), read: read(closed), pages: true },
      ]}
    >
      <IncidentsClient mayAct={ctx.actor.role !== "viewer"} />
    </Prefetched>
  );
}

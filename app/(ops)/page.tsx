import type { Metadata } from "next";
import { cookies } from "next/headers";
import type { SearchParams } from "nuqs/server";
import { fleetQuery, openIncidentsQuery } from "@/components/overview/queries";
import { overviewRanges } from "@/components/overview/ranges";
import { Prefetched } from "@/components/shell/prefetched";
import { ZONE_COOKIE, zoneFrom } from "@/components/ui/zone-cookie";
import { getFleetHealth, listIncidents } from "@/server/health";
import { contract as health } from "@/server/health/contract";
import { readForPage, requirePage } from "@/server/platform/page";
import { OverviewClient } from "./client";
import { loadOverviewParams } from "./search-params";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requirePage("viewer", "/");
  const { environment } = await loadOverviewParams(searchParams);
  const zone = zoneFrom((await cookies()).get(ZONE_COOKIE)?.value);
  const { day } = overviewRanges(Date.now(), zone);
  const fleet = { ...day, groupBy: environment === null ? "none" : "environment" };
  const open = { state: "open", limit: 200 };
  return (
    <Prefetched
      reads={[
        {
          query: fleetQuery(day, environment),
          read: () => readForPage(health.getFleetHealth, getFleetHealth, ctx, { query: fleet }),
        },
        {
          query: openIncidentsQuery(),
          read: () => readForPage(health.listIncidents, listIncidents, ctx, { query: open }),
        },
      ]}
    >
      <OverviewClient mayAct={ctx.actor.role !== "viewer"} />
    </Prefetched>
  );
}

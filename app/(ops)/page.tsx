import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import type { SearchParams } from "nuqs/server";
import {
  changesQuery,
  countsQuery,
  fleetQuery,
  knockingQuery,
  openIncidentsQuery,
  sourcesQuery,
  usageQuery,
} from "@/components/overview/queries";
import { overviewRanges } from "@/components/overview/ranges";
import { Prefetched } from "@/components/shell/prefetched";
import { ZONE_COOKIE, zoneFrom } from "@/components/ui/zone-cookie";
import { listAgents, listRegistrations } from "@/server/agents";
import { contract as agents } from "@/server/agents/contract";
import { getFleetHealth, listIncidents } from "@/server/health";
import { contract as health } from "@/server/health/contract";
import { readForPage, requirePage } from "@/server/platform/page";
import { getUsage, listSources } from "@/server/runs";
import { contract as runs } from "@/server/runs/contract";
import { isFresh, listAnnotations } from "@/server/system";
import { contract as system } from "@/server/system/contract";
import { OverviewClient } from "./client";
import { loadOverviewParams } from "./search-params";

export const metadata: Metadata = { title: "Overview" };

type Ctx = Awaited<ReturnType<typeof requirePage>>;

/** What the page shows, each read under the key by which the browser goes on asking; the key's last part is the query. */
function readsOf(ctx: Ctx, zone: string, environment: string | null) {
  const { today, yesterday, day } = overviewRanges(Date.now(), zone);
  const usage = (query: ReturnType<typeof usageQuery>) => ({
    query,
    read: () => readForPage(runs.getUsage, getUsage, ctx, { query: { ...query.queryKey[2] } }),
  });
  const counts = countsQuery(environment);
  const fleet = fleetQuery(day, environment);
  const incidents = openIncidentsQuery();
  const changes = changesQuery(day, environment);
  const knocking = knockingQuery();
  return [
    {
      query: counts,
      read: () => readForPage(agents.listAgents, listAgents, ctx, { query: { ...counts.queryKey[2] } }),
    },
    {
      query: fleet,
      read: () => readForPage(health.getFleetHealth, getFleetHealth, ctx, { query: { ...fleet.queryKey[2] } }),
    },
    {
      query: incidents,
      read: () => readForPage(health.listIncidents, listIncidents, ctx, { query: { ...incidents.queryKey[2] } }),
    },
    usage(usageQuery(today, zone, "month", environment)),
    usage(usageQuery(yesterday, zone, "month", environment)),
    usage(usageQuery(day, zone, "hour", environment)),
    { query: sourcesQuery(), read: () => readForPage(runs.listSources, listSources, ctx) },
    {
      query: changes,
      read: () => readForPage(system.listAnnotations, listAnnotations, ctx, { query: { ...changes.queryKey[2] } }),
    },
    {
      query: knocking,
      read: () => readForPage(agents.listRegistrations, listRegistrations, ctx, { query: { ...knocking.queryKey[2] } }),
    },
  ];
}

export default async function OverviewPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requirePage("viewer", "/");
  if (ctx.actor.role !== "viewer" && (await isFresh())) redirect("/settings/connect");
  const { environment } = await loadOverviewParams(searchParams);
  const zone = zoneFrom((await cookies()).get(ZONE_COOKIE)?.value);
  return (
    <Prefetched reads={readsOf(ctx, zone, environment)}>
      <OverviewClient mayAct={ctx.actor.role !== "viewer"} />
    </Prefetched>
  );
}

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
import { getOverview } from "@/server/overview";
import { contract } from "@/server/overview/contract";
import { readForPage, requirePage } from "@/server/platform/page";
import { isFresh } from "@/server/system";
import { OverviewClient } from "./client";
import { loadOverviewParams } from "./search-params";

export const metadata: Metadata = { title: "Overview" };

type Ctx = Awaited<ReturnType<typeof requirePage>>;

/** What the page shows, read at once; each part under the key by which the browser goes on asking. */
function readsOf(ctx: Ctx, zone: string, environment: string | null) {
  const { today, yesterday, day } = overviewRanges(Date.now(), zone);
  const query = {
    tz: zone,
    ...(environment === null ? {} : { environment }),
    todayFrom: today.from,
    yesterdayFrom: yesterday.from,
    yesterdayTo: yesterday.to,
    dayFrom: day.from,
    to: day.to,
  };
  const all = readForPage(contract.getOverview, getOverview, ctx, { query });
  const part = (name: keyof Awaited<typeof all>) => async () => (await all)[name];
  return [
    { query: countsQuery(environment), read: part("agents") },
    { query: fleetQuery(day, environment), read: part("fleet") },
    { query: openIncidentsQuery(), read: part("incidents") },
    { query: usageQuery(today, zone, "month", environment), read: part("today") },
    { query: usageQuery(yesterday, zone, "month", environment), read: part("yesterday") },
    { query: usageQuery(day, zone, "hour", environment), read: part("hours") },
    { query: sourcesQuery(), read: part("sources") },
    { query: changesQuery(day, environment), read: part("changes") },
    { query: knockingQuery(), read: part("knocking") },
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

import type { Metadata } from "next";
import { cookies } from "next/headers";
import type { SearchParams } from "nuqs/server";
import { PerformancePage } from "@/components/runs/performance-page";
import { sourcesQuery, usageQuery } from "@/components/runs/queries";
import { loadUsageParams, spanNow, usageAsked } from "@/components/runs/usage-params";
import { Prefetched } from "@/components/shell/prefetched";
import { ZONE_COOKIE, zoneFrom } from "@/components/ui/zone-cookie";
import { readForPage, requirePage } from "@/server/platform/page";
import { getUsage, listSources } from "@/server/runs";
import { contract } from "@/server/runs/contract";

export const metadata: Metadata = { title: "Performance" };

export default async function Performance({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requirePage("viewer", "/performance");
  const state = await loadUsageParams(searchParams);
  const zone = state.tz ?? zoneFrom((await cookies()).get(ZONE_COOKIE)?.value);
  const query = usageAsked(state, zone, spanNow(state, zone), "none");
  return (
    <Prefetched
      reads={[
        { query: usageQuery(query), read: () => readForPage(contract.getUsage, getUsage, ctx, { query }) },
        { query: sourcesQuery(), read: () => readForPage(contract.listSources, listSources, ctx) },
      ]}
    >
      <PerformancePage />
    </Prefetched>
  );
}

import type { Metadata } from "next";
import { cookies } from "next/headers";
import type { SearchParams } from "nuqs/server";
import { PerformancePage } from "@/components/runs/performance-page";
import { marksAsked, marksQuery, sourcesQuery, usageQuery } from "@/components/runs/queries";
import { loadUsageParams, spanNow, usageAsked } from "@/components/runs/usage-params";
import { Prefetched } from "@/components/shell/prefetched";
import { ZONE_COOKIE, zoneFrom } from "@/components/ui/zone-cookie";
import { readForPage, requirePage } from "@/server/platform/page";
import { getUsage, listSources } from "@/server/runs";
import { contract } from "@/server/runs/contract";
import { listAnnotations } from "@/server/system";
import { contract as system } from "@/server/system/contract";

export const metadata: Metadata = { title: "Performance" };

export default async function Performance({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requirePage("viewer", "/performance");
  const state = await loadUsageParams(searchParams);
  const zone = state.tz ?? zoneFrom((await cookies()).get(ZONE_COOKIE)?.value);
  const span = spanNow(state, zone);
  const usages = (["none", "workflow"] as const).map((by) => usageAsked(state, zone, span, by));
  const marks = marksAsked(span, state.environment);
  return (
    <Prefetched
      reads={[
        ...usages.map((query) => ({
          query: usageQuery(query),
          read: () => readForPage(contract.getUsage, getUsage, ctx, { query }),
        })),
        { query: sourcesQuery(), read: () => readForPage(contract.listSources, listSources, ctx) },
        {
          query: marksQuery(marks),
          read: () => readForPage(system.listAnnotations, listAnnotations, ctx, { query: marks }),
        },
      ]}
    >
      <PerformancePage />
    </Prefetched>
  );
}

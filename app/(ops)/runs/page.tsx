import type { Metadata } from "next";
import { cookies } from "next/headers";
import type { SearchParams } from "nuqs/server";
import { runPages, sourcesQuery } from "@/components/runs/queries";
import { RunsPage } from "@/components/runs/runs-page";
import { loadRunsParams, runsAsked } from "@/components/runs/runs-params";
import { Prefetched } from "@/components/shell/prefetched";
import { resolveRange } from "@/components/ui/time-range";
import { ZONE_COOKIE, zoneFrom } from "@/components/ui/zone-cookie";
import { readForPage, requirePage } from "@/server/platform/page";
import { listRuns, listSources } from "@/server/runs";
import { contract } from "@/server/runs/contract";

export const metadata: Metadata = { title: "Runs" };

export default async function Runs({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requirePage("viewer", "/runs");
  const state = await loadRunsParams(searchParams);
  const zone = state.tz ?? zoneFrom((await cookies()).get(ZONE_COOKIE)?.value);
  const query = runsAsked(state, resolveRange(state.range, Date.now(), zone));
  const read = () => readForPage(contract.listRuns, listRuns, ctx, { query });
  const readSources = () => readForPage(contract.listSources, listSources, ctx);
  return (
    <Prefetched
      reads={[
        { query: runPages(query), read, pages: true },
        { query: sourcesQuery(), read: readSources },
      ]}
    >
      <RunsPage />
    </Prefetched>
  );
}

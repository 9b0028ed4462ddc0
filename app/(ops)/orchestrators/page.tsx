import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { orchestratorPages } from "@/components/agents/queries";
import { Prefetched } from "@/components/shell/prefetched";
import { listOrchestrators } from "@/server/agents";
import { contract } from "@/server/agents/contract";
import { readForPage, requirePage } from "@/server/platform/page";
import { OrchestratorsClient } from "./client";
import { loadOrchestratorParams } from "./search-params";

export const metadata: Metadata = { title: "Orchestrators" };

export default async function OrchestratorsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requirePage("viewer", "/orchestrators");
  const { environment } = await loadOrchestratorParams(searchParams);
  const query = environment === null ? {} : { environment: [environment] };
  return (
    <Prefetched
      reads={[
        {
          query: orchestratorPages(environment),
          read: () => readForPage(contract.listOrchestrators, listOrchestrators, ctx, { query }),
          pages: true,
        },
      ]}
    >
      <OrchestratorsClient />
    </Prefetched>
  );
}

import type { Metadata } from "next";
import { cookies } from "next/headers";
import type { SearchParams } from "nuqs/server";
import { DENSITY_COOKIE, densityFrom } from "@/components/agents/density";
import { agentDaysQuery, agentPages } from "@/components/agents/queries";
import { Prefetched } from "@/components/shell/prefetched";
import { listAgents } from "@/server/agents";
import { contract as agents } from "@/server/agents/contract";
import { listAgentDays } from "@/server/health";
import { contract as health } from "@/server/health/contract";
import { readForPage, requirePage } from "@/server/platform/page";
import { AgentsClient } from "./client";
import { agentsAsked, loadAgentParams } from "./search-params";

export const metadata: Metadata = { title: "Agents" };

export default async function AgentsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requirePage("viewer", "/agents");
  const asked = agentsAsked(await loadAgentParams(searchParams));
  const density = densityFrom((await cookies()).get(DENSITY_COOKIE)?.value);
  const first = await readForPage(agents.listAgents, listAgents, ctx, { query: asked });
  const ids = first.items.map(({ id }) => id);
  return (
    <Prefetched
      reads={[
        { query: agentPages(asked), read: async () => first, pages: true },
        ...(ids.length === 0
          ? []
          : [
              {
                query: agentDaysQuery(ids),
                read: () => readForPage(health.listAgentDays, listAgentDays, ctx, { query: { ids } }),
              },
            ]),
      ]}
    >
      <AgentsClient role={ctx.actor.role} density={density} />
    </Prefetched>
  );
}

import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import type { SearchParams } from "nuqs/server";
import { cache } from "react";
import { agentQuery } from "@/components/agents/queries";
import { agentHealthQuery, incidentsQuery } from "@/components/health/queries";
import { Prefetched } from "@/components/shell/prefetched";
import { harmless } from "@/components/ui/hostile-text";
import { resolveRange } from "@/components/ui/time-range";
import { ZONE_COOKIE, zoneFrom } from "@/components/ui/zone-cookie";
import { getAgent } from "@/server/agents";
import { contract as agents } from "@/server/agents/contract";
import { getAgentHealth, listIncidents } from "@/server/health";
import { contract as health } from "@/server/health/contract";
import { readForPage, readOrNotFound, requirePage } from "@/server/platform/page";
import { AgentClient } from "./client";
import { incidentsAsked, loadAgentParams } from "./search-params";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

/** Once a request, for the title and the page. */
const read = cache(async (id: string) => {
  const ctx = await requirePage("viewer", `/agents/${id}`);
  const agent = await readOrNotFound(() => readForPage(agents.getAgent, getAgent, ctx, { params: { id } }));
  return { ctx, agent };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { agent } = await read((await params).id);
  return { title: agent ? harmless(agent.name, 80) : "Not found" };
}

export default async function AgentPage({ params, searchParams }: Props) {
  const { ctx, agent } = await read((await params).id);
  if (!agent) notFound();
  const { range, tz } = await loadAgentParams(searchParams);
  const zone = tz ?? zoneFrom((await cookies()).get(ZONE_COOKIE)?.value);
  const span = resolveRange(range, Date.now(), zone);
  const { id } = agent;
  const { open, closed } = incidentsAsked(id);
  const incidents = (query: Record<string, unknown>) => () =>
    readForPage(health.listIncidents, listIncidents, ctx, { query });
  return (
    <Prefetched
      reads={[
        { query: agentQuery(id), read: async () => agent },
        {
          query: agentHealthQuery(id, span),
          read: () => readForPage(health.getAgentHealth, getAgentHealth, ctx, { params: { id }, query: span }),
        },
        { query: incidentsQuery(open), read: incidents(open) },
        { query: incidentsQuery(closed), read: incidents(closed) },
      ]}
    >
      <AgentClient id={id} role={ctx.actor.role} />
    </Prefetched>
  );
}

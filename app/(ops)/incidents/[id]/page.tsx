import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { incidentCode } from "@/components/health/incident-words";
import { incidentQuery } from "@/components/health/queries";
import { Prefetched } from "@/components/shell/prefetched";
import { getIncident } from "@/server/health";
import { contract } from "@/server/health/contract";
import { readForPage, readOrNotFound, requirePage } from "@/server/platform/page";
import { IncidentClient } from "./client";

type Params = { params: Promise<{ id: string }> };

/** Once a request, for the title and the page. */
const read = cache(async (id: string) => {
  const ctx = await requirePage("viewer", `/incidents/${id}`);
  const incident = await readOrNotFound(() => readForPage(contract.getIncident, getIncident, ctx, { params: { id } }));
  return { ctx, incident };
});

export async function generateMetadata(props: Params): Promise<Metadata> {
  const { incident } = await read((await props.params).id);
  return { title: incident ? incidentCode(incident) : "Not found" };
}

export default async function IncidentPage(props: Params) {
  const { ctx, incident } = await read((await props.params).id);
  if (!incident) notFound();
  return (
    <Prefetched reads={[{ query: incidentQuery(incident.id), read: async () => incident }]}>
      <IncidentClient id={incident.id} mayAct={ctx.actor.role !== "viewer"} />
    </Prefetched>
  );
}

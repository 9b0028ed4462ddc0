import type { Metadata } from "next";
import { sourcesQuery } from "@/components/connect/queries";
import { SourcesPage } from "@/components/connect/sources-page";
import { Prefetched } from "@/components/shell/prefetched";
import { readForPage, requirePage } from "@/server/platform/page";
import { listSources } from "@/server/runs";
import { contract } from "@/server/runs/contract";

export const metadata: Metadata = { title: "Sources" };

export default async function SourcesSettingsPage() {
  const ctx = await requirePage("viewer", "/settings/sources");
  const read = () => readForPage(contract.listSources, listSources, ctx);
  return (
    <Prefetched reads={[{ query: sourcesQuery(), read }]}>
      <SourcesPage role={ctx.actor.role} />
    </Prefetched>
  );
}

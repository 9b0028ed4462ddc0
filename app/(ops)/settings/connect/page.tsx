import type { Metadata } from "next";
import { ConnectPage } from "@/components/connect/connect-page";
import { connectionQuery, sourcesQuery } from "@/components/connect/queries";
import { Prefetched } from "@/components/shell/prefetched";
import { readForPage, requirePage } from "@/server/platform/page";
import { listSources } from "@/server/runs";
import { contract as runs } from "@/server/runs/contract";
import { getConnection } from "@/server/system";
import { contract as system } from "@/server/system/contract";

export const metadata: Metadata = { title: "Connect" };

export default async function ConnectSettingsPage() {
  const ctx = await requirePage("operator", "/settings/connect");
  return (
    <Prefetched
      reads={[
        { query: connectionQuery(), read: () => readForPage(system.getConnection, getConnection, ctx) },
        { query: sourcesQuery(), read: () => readForPage(runs.listSources, listSources, ctx) },
      ]}
    >
      <ConnectPage role={ctx.actor.role} />
    </Prefetched>
  );
}

import type { Metadata } from "next";
import { EnvironmentsPanel } from "@/components/admin/environments-panel";
import { environmentsQuery } from "@/components/admin/queries";
import { Prefetched } from "@/components/shell/prefetched";
import { readForPage, requirePage } from "@/server/platform/page";
import { listEnvironments } from "@/server/system";
import { contract } from "@/server/system/contract";

export const metadata: Metadata = { title: "Environments" };

export default async function EnvironmentsPage() {
  const ctx = await requirePage("viewer", "/settings/environments");
  const read = () => readForPage(contract.listEnvironments, listEnvironments, ctx);
  return (
    <Prefetched reads={[{ query: environmentsQuery(), read }]}>
      <EnvironmentsPanel mayChange={ctx.actor.role === "admin"} />
    </Prefetched>
  );
}

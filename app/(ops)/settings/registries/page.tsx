import type { Metadata } from "next";
import { registriesQuery } from "@/components/admin/queries";
import { RegistriesPanel } from "@/components/admin/registries-panel";
import { Prefetched } from "@/components/shell/prefetched";
import { listRegistries } from "@/server/agents";
import { contract } from "@/server/agents/contract";
import { readForPage, requirePage } from "@/server/platform/page";

export const metadata: Metadata = { title: "Registries" };

export default async function RegistriesPage() {
  const ctx = await requirePage("viewer", "/settings/registries");
  const read = () => readForPage(contract.listRegistries, listRegistries, ctx);
  return (
    <Prefetched reads={[{ query: registriesQuery(), read }]}>
      <RegistriesPanel mayChange={ctx.actor.role === "admin"} />
    </Prefetched>
  );
}

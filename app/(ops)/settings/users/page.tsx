import type { Metadata } from "next";
import { userPages } from "@/components/admin/queries";
import { UsersPanel } from "@/components/admin/users-panel";
import { Prefetched } from "@/components/shell/prefetched";
import { listUsers } from "@/server/auth";
import { contract } from "@/server/auth/contract";
import { readForPage, requirePage } from "@/server/platform/page";

export const metadata: Metadata = { title: "Users" };

export default async function UsersPage() {
  const ctx = await requirePage("admin", "/settings/users");
  const read = () => readForPage(contract.listUsers, listUsers, ctx);
  return (
    <Prefetched reads={[{ query: userPages(), read, pages: true }]}>
      <UsersPanel />
    </Prefetched>
  );
}

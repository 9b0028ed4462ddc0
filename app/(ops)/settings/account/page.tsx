import type { Metadata } from "next";
import { AccountPanel } from "@/components/admin/account-panel";
import { meQuery, mySessionsQuery } from "@/components/admin/queries";
import { Prefetched } from "@/components/shell/prefetched";
import { getMe, listMySessions } from "@/server/auth";
import { contract } from "@/server/auth/contract";
import { readForPage, requirePage } from "@/server/platform/page";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const ctx = await requirePage("viewer", "/settings/account");
  return (
    <Prefetched
      reads={[
        { query: meQuery(), read: () => readForPage(contract.getMe, getMe, ctx) },
        { query: mySessionsQuery(), read: () => readForPage(contract.listMySessions, listMySessions, ctx) },
      ]}
    >
      <AccountPanel />
    </Prefetched>
  );
}

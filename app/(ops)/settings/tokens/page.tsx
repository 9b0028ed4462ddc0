import type { Metadata } from "next";
import { tokenPages } from "@/components/admin/queries";
import { TokensPanel } from "@/components/admin/tokens-panel";
import { Prefetched } from "@/components/shell/prefetched";
import { listTokens } from "@/server/auth";
import { contract } from "@/server/auth/contract";
import { readForPage, requirePage } from "@/server/platform/page";

export const metadata: Metadata = { title: "Tokens" };

export default async function TokensPage() {
  const ctx = await requirePage("admin", "/settings/tokens");
  const read = () => readForPage(contract.listTokens, listTokens, ctx);
  return (
    <Prefetched reads={[{ query: tokenPages(), read, pages: true }]}>
      <TokensPanel />
    </Prefetched>
  );
}

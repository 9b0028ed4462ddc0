import type { Metadata } from "next";
import { cookies } from "next/headers";
import type { SearchParams } from "nuqs/server";
import { AuditPanel } from "@/components/admin/audit-panel";
import { auditAsked, loadAuditParams } from "@/components/admin/audit-params";
import { auditPages } from "@/components/admin/queries";
import { Prefetched } from "@/components/shell/prefetched";
import { resolveRange } from "@/components/ui/time-range";
import { ZONE_COOKIE, zoneFrom } from "@/components/ui/zone-cookie";
import { listAudit } from "@/server/audit";
import { contract } from "@/server/audit/contract";
import { readForPage, requirePage } from "@/server/platform/page";

export const metadata: Metadata = { title: "Audit" };

export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requirePage("admin", "/settings/audit");
  const state = await loadAuditParams(searchParams);
  const zone = state.tz ?? zoneFrom((await cookies()).get(ZONE_COOKIE)?.value);
  const query = auditAsked(state, resolveRange(state.range, Date.now(), zone));
  const read = () => readForPage(contract.listAudit, listAudit, ctx, { query });
  return (
    <Prefetched reads={[{ query: auditPages(query), read, pages: true }]}>
      <AuditPanel />
    </Prefetched>
  );
}

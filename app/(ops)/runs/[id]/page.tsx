import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { runQuery } from "@/components/runs/queries";
import { RunPage } from "@/components/runs/run-page";
import { Prefetched } from "@/components/shell/prefetched";
import { readForPage, readOrNotFound, requirePage } from "@/server/platform/page";
import { getRun } from "@/server/runs";
import { contract } from "@/server/runs/contract";

export const metadata: Metadata = { title: "Run" };

export default async function Run({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const ctx = await requirePage("viewer", `/runs/${id}`);
  const run = await readOrNotFound(() => readForPage(contract.getRun, getRun, ctx, { params: { id } }));
  if (run === null) notFound();
  return (
    <Prefetched reads={[{ query: runQuery(id), read: async () => run }]}>
      <RunPage id={id} />
    </Prefetched>
  );
}

import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";

/** A query of the page and how the server reads its answer; `pages` where the browser asks for it page by page. */
export type PageRead = {
  query: { queryKey: readonly unknown[] };
  read: () => Promise<unknown>;
  pages?: boolean;
};

/**
 * Hands the page's own reads to the browser's queries. A read that fails is left out: the browser asks again, and the
 * panel concerned says what is wrong instead of the whole page.
 */
export async function Prefetched({ reads, children }: { reads: readonly PageRead[]; children: ReactNode }) {
  const client = new QueryClient();
  await Promise.all(
    reads.map(({ query, read, pages }) =>
      client.prefetchQuery({
        queryKey: query.queryKey,
        queryFn: async () => (pages ? { pages: [await read()], pageParams: [null] } : read()),
      }),
    ),
  );
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}

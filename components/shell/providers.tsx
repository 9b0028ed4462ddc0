"use client";

import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useState } from "react";
import { TimeProvider } from "@/components/ui/time-context";
import { TooltipLayer } from "@/components/ui/tooltip-layer";
import { Problem } from "./api-client";
import { BadgesProvider } from "./badges";
import { leaveForSignIn } from "./leave";
import { LiveProvider } from "./live";

/** What the server just rendered is fresh for a while; events make it old sooner. */
const FRESH_MS = 30_000;

function makeQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (error instanceof Problem && error.status === 401) leaveForSignIn();
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        refetchOnWindowFocus: true,
        retry: (failures, error) =>
          error instanceof Problem && (error.status === 0 || error.status >= 502) && failures < 2,
      },
    },
  });
}

/** Everything a page of the rail stands on: queries, the address bar's state, time and its zone, live events. */
export function Providers({ zone, renderedAt, children }: { zone: string; renderedAt: number; children: ReactNode }) {
  const [client] = useState(makeQueryClient);
  return (
    <QueryClientProvider client={client}>
      <NuqsAdapter>
        <TimeProvider initialZone={zone} renderedAt={renderedAt}>
          <LiveProvider>
            <BadgesProvider>{children}</BadgesProvider>
          </LiveProvider>
          <TooltipLayer />
        </TimeProvider>
      </NuqsAdapter>
    </QueryClientProvider>
  );
}

"use client";

import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useCallback, useEffect, useState } from "react";
import { Mark } from "@/components/ui/mark";
import { useTicking } from "@/components/ui/time-context";
import { holdEventStream } from "./event-stream";
import { coalesce, type EventKind, type Live, liveWords, operationsMadeOld } from "./live-events";

const FLUSH_MS = 500;
const notYet: Live = { connected: false, heardAt: 0, beats: false };

const LiveContext = createContext<Live>(notYet);

function refresh(client: QueryClient, kinds: ReadonlySet<EventKind | "resync">): void {
  const old = operationsMadeOld(kinds);
  const predicate = ({ queryKey }: { queryKey: readonly unknown[] }) => old === "all" || old.has(String(queryKey[0]));
  // A running fetch is left to end: events faster than answers would otherwise starve the query.
  void client.invalidateQueries({ predicate }, { cancelRefetch: false });
}

function keepFresh(client: QueryClient, tell: (change: Partial<Live>) => void): () => void {
  const gather = coalesce<EventKind | "resync">(FLUSH_MS, (kinds) => refresh(client, kinds));
  const letGo = holdEventStream(gather.add, tell);
  return () => {
    letGo();
    gather.stop();
  };
}

/** The tab's one event stream: it makes the queries concerned fetch again and tells how live the page is. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [live, setLive] = useState<Live>(notYet);
  useEffect(() => keepFresh(client, (change) => setLive((before) => ({ ...before, ...change }))), [client]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

/** Live, so far behind, or reconnecting: in words, with its shape. Readers hear the change, not each second of it. */
export function LiveState() {
  const live = use(LiveContext);
  const words = useTicking(useCallback((now: number) => liveWords(live, now), [live]));
  const good = words === "Live";
  const face = live.heardAt === 0 ? "text-ink-3" : good ? "text-healthy" : "text-degraded";
  return (
    <span className="flex min-w-0 items-center gap-1.5 whitespace-nowrap text-small text-ink-2">
      <span className={face}>
        <Mark shape={live.heardAt === 0 ? "dot" : good ? "disc" : "half-disc"} />
      </span>
      <span aria-hidden="true" className="truncate">
        {words}
      </span>
      <span role="status" className="sr-only">
        {good ? "Live" : words.replace(/\d.*/, "behind")}
      </span>
    </span>
  );
}

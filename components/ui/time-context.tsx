"use client";

import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import { tickedNow, watchTick } from "./ticking";
import { useShortcut } from "./use-shortcut";
import { ZONE_COOKIE } from "./zone-cookie";

type TimeContextValue = { zone: string; viewerZone: string; renderedAt: number };

const TimeContext = createContext<TimeContextValue>({ zone: "UTC", viewerZone: "UTC", renderedAt: 0 });

function rememberZone(zone: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in two of the three engines
  document.cookie = `${ZONE_COOKIE}=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax`;
}

/** Gives every time on the page its zone and the instant the server rendered at; `u` switches to UTC and back. */
export function TimeProvider({
  initialZone,
  renderedAt,
  children,
}: {
  initialZone: string;
  renderedAt: number;
  children: ReactNode;
}) {
  const [viewerZone, setViewerZone] = useState(initialZone);
  const [inUtc, setInUtc] = useState(false);
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (zone === initialZone) return;
    setViewerZone(zone);
    rememberZone(zone);
  }, [initialZone]);
  useShortcut("u", "Times in UTC, and back", "Time", () => setInUtc((before) => !before));
  const value = useMemo(
    () => ({ zone: inUtc ? "UTC" : viewerZone, viewerZone, renderedAt }),
    [inUtc, viewerZone, renderedAt],
  );
  return <TimeContext value={value}>{children}</TimeContext>;
}

/** The zone that wall clocks are written in now: the viewer's, or UTC. */
export function useZone(): string {
  return use(TimeContext).zone;
}

/** A text made of the present second. The component renders again only when the text changes. */
export function useTicking(write: (nowMs: number) => string): string {
  const { renderedAt } = use(TimeContext);
  const read = useCallback(() => write(tickedNow()), [write]);
  const readOnServer = useCallback(() => write(renderedAt), [write, renderedAt]);
  return useSyncExternalStore(watchTick, read, readOnServer);
}

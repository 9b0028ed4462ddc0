"use client";

import { useCallback } from "react";
import { formatAge } from "./format-duration";
import { formatInstant, formatInstantFull, formatRelative } from "./format-relative";
import { useTicking, useZone } from "./time-context";

/** How long ago an instant is; the instant itself on hover and focus. */
export function Time({ at }: { at: string | null }) {
  if (at === null) return <span className="text-ink-3">never</span>;
  return <KnownTime at={at} write={formatRelative} />;
}

const lasted = (thenMs: number, nowMs: number): string => formatAge(nowMs - thenMs);

/** How long something has lasted, without "ago": `58 m 33 s`. */
export function Since({ at }: { at: string | null }) {
  if (at === null) return <span className="text-ink-3">unknown</span>;
  return <KnownTime at={at} write={lasted} />;
}

/** The instant in the viewer's zone, and in UTC where that is another. */
function bothClocks(atMs: number, zone: string): string {
  const here = formatInstantFull(atMs, zone);
  return zone === "UTC" ? here : `${here}; ${formatInstantFull(atMs, "UTC")}`;
}

function KnownTime({ at, write }: { at: string; write: (atMs: number, nowMs: number) => string }) {
  const zone = useZone();
  const atMs = Date.parse(at);
  const text = useTicking(useCallback((now: number) => write(atMs, now), [write, atMs]));
  return (
    <time dateTime={at} data-tip={bothClocks(atMs, zone)} className="whitespace-nowrap">
      {text}
    </time>
  );
}

/** The wall clock of an instant in the viewer's zone, with the date only where it is not today's. */
export function Instant({ at }: { at: string | null }) {
  if (at === null) return <span className="text-ink-3">never</span>;
  return <KnownInstant at={at} />;
}

function KnownInstant({ at }: { at: string }) {
  const zone = useZone();
  const atMs = Date.parse(at);
  const text = useTicking(useCallback((now: number) => formatInstant(atMs, zone, now), [atMs, zone]));
  return (
    <time dateTime={at} data-tip={bothClocks(atMs, zone)} className="whitespace-nowrap">
      {text}
    </time>
  );
}

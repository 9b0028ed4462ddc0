"use client";

import { useCallback, useMemo } from "react";
import { useTicking, useZone } from "@/components/ui/time-context";
import { overviewRanges } from "./ranges";

const MINUTE_MS = 60_000;

/** The Overview's ranges now; they move on with each full minute. */
export function useOverviewRanges() {
  const zone = useZone();
  const minute = useTicking(useCallback((now: number) => String(Math.ceil(now / MINUTE_MS)), []));
  return useMemo(() => overviewRanges(Number(minute) * MINUTE_MS, zone), [minute, zone]);
}

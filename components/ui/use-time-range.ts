"use client";

import { useQueryStates } from "nuqs";
import { useCallback, useMemo } from "react";
import { useTicking, useZone } from "./time-context";
import { type ResolvedRange, resolveRange, type TimeRange } from "./time-range";
import { timeRangeParams } from "./time-range-params";

/** The range in the address, its zone, and its instants now. They move on with each full minute. */
export function useTimeRange(byDefault?: TimeRange) {
  const params = useMemo(() => timeRangeParams(byDefault), [byDefault]);
  const [{ range, tz }, set] = useQueryStates(params);
  const shownZone = useZone();
  const zone = tz ?? shownZone;
  const written = useTicking(
    useCallback(
      (nowMs: number) => {
        const { from, to } = resolveRange(range, nowMs, zone);
        return `${from}..${to}`;
      },
      [range, zone],
    ),
  );
  const resolved = useMemo(() => splitWritten(written), [written]);
  return { range, zone, zoneIsChosen: tz !== null, resolved, set };
}

function splitWritten(written: string): ResolvedRange {
  const [from = "", to = ""] = written.split("..");
  return { from, to };
}

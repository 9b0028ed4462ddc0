"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useTimeRange } from "@/components/ui/use-time-range";
import { marksAsked, marksQuery, sourcesQuery, type Usage, type UsageAsked, usageQuery } from "./queries";
import { TWO_WEEKS, usageAsked, usageParams } from "./usage-params";

/** What the pages of figures share: the range, the marks, the sources, and a way to ask for figures by a group. */
export function useUsage() {
  const [state, set] = useQueryStates(usageParams);
  const { range, zone, resolved, set: setRange } = useTimeRange(TWO_WEEKS);
  const marks = useQuery({ ...marksQuery(marksAsked(resolved, state.environment)), placeholderData: keepPreviousData });
  const sources = useQuery(sourcesQuery());
  const asked = (groupBy: UsageAsked["groupBy"]) => ({
    ...usageQuery(usageAsked(state, zone, resolved, groupBy)),
    placeholderData: keepPreviousData,
  });
  /** The lines of the period that an answer compares itself with. */
  const askedBefore = (usage: Usage | undefined, groupBy: UsageAsked["groupBy"]) => {
    const { from, to } = usage?.previous ?? resolved;
    return {
      ...usageQuery({ ...usageAsked(state, zone, { from, to }, groupBy), interval: "month" as const }),
      placeholderData: keepPreviousData,
      enabled: usage !== undefined,
    };
  };
  return {
    state,
    set,
    range,
    zone,
    asked,
    askedBefore,
    setRange,
    zoom: ({ from, to }: { from: string; to: string }) => void setRange({ range: { kind: "fixed", from, to } }),
    marks: marks.data?.items.map(({ at, title }) => ({ at, label: title })) ?? [],
    sources: sources.data?.items,
  };
}

"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useZone } from "@/components/ui/time-context";
import {
  changesQuery,
  countsQuery,
  fleetQuery,
  knockingQuery,
  openIncidentsQuery,
  sourcesQuery,
  usageQuery,
} from "./queries";
import { useOverviewRanges } from "./use-overview-ranges";

export type OverviewData = ReturnType<typeof useOverview>;

/** Everything the Overview shows. What was shown stays while the ranges move on with each minute. */
export function useOverview(environment: string | null) {
  const zone = useZone();
  const { today, yesterday, day } = useOverviewRanges();
  return {
    counts: useQuery({ ...countsQuery(environment), placeholderData: keepPreviousData }),
    incidents: useQuery(openIncidentsQuery()),
    fleet: useQuery({ ...fleetQuery(day, environment), placeholderData: keepPreviousData }),
    today: useQuery({ ...usageQuery(today, zone, "month", environment), placeholderData: keepPreviousData }),
    yesterday: useQuery({ ...usageQuery(yesterday, zone, "month", environment), placeholderData: keepPreviousData }),
    hours: useQuery({ ...usageQuery(day, zone, "hour", environment), placeholderData: keepPreviousData }),
    sources: useQuery(sourcesQuery()),
    changes: useQuery({ ...changesQuery(day, environment), placeholderData: keepPreviousData }),
    knocking: useQuery(knockingQuery()),
  };
}

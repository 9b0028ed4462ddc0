import { operations } from "@/components/operations.generated";
import type { Answer } from "@/components/shell/api-client";
import { operationQuery } from "@/components/shell/operation-query";
import type { contract as health } from "@/server/health/contract";

export type FleetHealth = Answer<typeof health.getFleetHealth>;
export type IncidentItem = Answer<typeof health.getIncident>;

/** The fleet as a whole, or cut by environment where the page shows one. */
export const fleetQuery = (span: { from: string; to: string }, environment: string | null) =>
  operationQuery<typeof health.getFleetHealth>(operations.getFleetHealth, {
    query: { ...span, groupBy: environment === null ? "none" : "environment" },
  });

/** Of every environment: an incident of Muster's own eyes belongs to none and concerns all. */
export const openIncidentsQuery = () =>
  operationQuery<typeof health.listIncidents>(operations.listIncidents, { query: { state: "open", limit: 200 } });

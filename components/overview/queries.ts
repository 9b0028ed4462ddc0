import { operations } from "@/components/operations.generated";
import type { Answer } from "@/components/shell/api-client";
import { operationQuery } from "@/components/shell/operation-query";
import type { contract as agents } from "@/server/agents/contract";
import type { contract as health } from "@/server/health/contract";
import type { contract as runs } from "@/server/runs/contract";
import type { contract as system } from "@/server/system/contract";

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

export type Usage = Answer<typeof runs.getUsage>;
export type SourceItem = Answer<typeof runs.listSources>["items"][number];
export type ChangeItem = Answer<typeof system.listAnnotations>["items"][number];
export type StatusCounts = Answer<typeof agents.listAgents>["counts"];

type Span = { from: string; to: string };

const narrowed = (environment: string | null) => (environment === null ? {} : { environment: [environment] });

/** Agents by status: a list of one carries the counts of all. */
export const countsQuery = (environment: string | null) =>
  operationQuery<typeof agents.listAgents>(operations.listAgents, { query: { limit: 1, ...narrowed(environment) } });

/** Figures of a range as one bucket or many, by workflow. */
export const usageQuery = (span: Span, tz: string, interval: "hour" | "month", environment: string | null) =>
  operationQuery<typeof runs.getUsage>(operations.getUsage, {
    query: { ...span, tz, interval, groupBy: "workflow", ...narrowed(environment) },
  });

export const sourcesQuery = () => operationQuery<typeof runs.listSources>(operations.listSources);

export const changesQuery = (span: Span, environment: string | null) =>
  operationQuery<typeof system.listAnnotations>(operations.listAnnotations, {
    query: { ...span, ...(environment === null ? {} : { environment }), limit: 50 },
  });

export const knockingQuery = () =>
  operationQuery<typeof agents.listRegistrations>(operations.listRegistrations, {
    query: { state: ["pending"], limit: 1 },
  });

/** Counts of what needs a person, for the rail. */
export const badgesQuery = () => operationQuery<typeof system.getBadges>(operations.getBadges);

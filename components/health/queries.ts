import { operations } from "@/components/operations.generated";
import type { Answer } from "@/components/shell/api-client";
import { operationPages, operationQuery } from "@/components/shell/operation-query";
import type { contract } from "@/server/health/contract";

export type IncidentItem = Answer<typeof contract.getIncident>;
export type IncidentList = Answer<typeof contract.listIncidents>;
export type FleetHealth = Answer<typeof contract.getFleetHealth>;
export type AgentHealth = Answer<typeof contract.getAgentHealth>;

export type IncidentAsked = {
  state: "open" | "closed";
  environment?: string;
  severity?: ("critical" | "warning")[];
  agent?: string;
  q?: string;
  limit?: number;
};

/** What is open may be many, but a person reads it whole: the longest page there is. */
export const OPEN_LIMIT = 200;

export const incidentsQuery = (query: IncidentAsked) =>
  operationQuery<typeof contract.listIncidents>(operations.listIncidents, { query });

export const incidentPages = (query: IncidentAsked) =>
  operationPages<typeof contract.listIncidents>(operations.listIncidents, { query });

export const incidentQuery = (id: string) =>
  operationQuery<typeof contract.getIncident>(operations.getIncident, { params: { id } });

export const fleetHealthQuery = (query: { from: string; to: string; groupBy: "none" | "environment" | "workflow" }) =>
  operationQuery<typeof contract.getFleetHealth>(operations.getFleetHealth, { query });

export const agentHealthQuery = (id: string, query: { from: string; to: string }) =>
  operationQuery<typeof contract.getAgentHealth>(operations.getAgentHealth, { params: { id }, query });

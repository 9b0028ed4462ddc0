import { operations } from "@/components/operations.generated";
import type { Answer, CallInput } from "@/components/shell/api-client";
import { operationPages, operationQuery } from "@/components/shell/operation-query";
import type { contract } from "@/server/agents/contract";
import type { contract as health } from "@/server/health/contract";

export type AgentList = Answer<typeof contract.listAgents>;
export type AgentItem = AgentList["items"][number];
export type AgentDetail = Answer<typeof contract.getAgent>;
export type AgentsAsked = NonNullable<CallInput<typeof contract.listAgents>["query"]>;
type Days = Answer<typeof health.listAgentDays>;
/** The last 24 hours of one agent, as a row of a list shows them. */
export type AgentDay = Days["items"][number] & Pick<Days, "from" | "to">;

/** As many as one answer of their days holds. */
export const AGENTS_A_PAGE = 100;
/** Strips move slowly; what changes at once is the status beside them. */
const DAYS_FRESH_MS = 60_000;

export const agentPages = (query: AgentsAsked) =>
  operationPages<typeof contract.listAgents>(operations.listAgents, { query });

export const agentQuery = (id: string) =>
  operationQuery<typeof contract.getAgent>(operations.getAgent, { params: { id } });

/** The days of a page of agents; in the order of their ids, so that a new order of the page asks nothing new. */
export const agentDaysQuery = (ids: readonly string[]) => ({
  ...operationQuery<typeof health.listAgentDays>(operations.listAgentDays, { query: { ids: [...ids].sort() } }),
  staleTime: DAYS_FRESH_MS,
  refetchInterval: DAYS_FRESH_MS,
});

export type OrchestratorList = Answer<typeof contract.listOrchestrators>;
export type OrchestratorItem = OrchestratorList["items"][number];

export const orchestratorPages = (environment: string | null) =>
  operationPages<typeof contract.listOrchestrators>(operations.listOrchestrators, {
    query: environment === null ? {} : { environment: [environment] },
  });

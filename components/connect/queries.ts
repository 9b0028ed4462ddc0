import { operations } from "@/components/operations.generated";
import type { Answer } from "@/components/shell/api-client";
import { operationQuery } from "@/components/shell/operation-query";
import type { contract as agents } from "@/server/agents/contract";
import type { contract as health } from "@/server/health/contract";
import type { contract as runs } from "@/server/runs/contract";
import type { contract as system } from "@/server/system/contract";

export type Connection = Answer<typeof system.getConnection>;
export type SourceItem = Answer<typeof runs.updateSource>;
export type TestResult = Answer<typeof runs.testSource>;
export type Knock = Answer<typeof agents.listRegistrations>["items"][number];
export type AgentItem = Answer<typeof agents.listAgents>["items"][number];

/** What waits and what was refused; the newest hundred are what a person reads. */
const KNOCKS = 100;

export const connectionQuery = () => operationQuery<typeof system.getConnection>(operations.getConnection);
export const environmentsQuery = () => operationQuery<typeof system.listEnvironments>(operations.listEnvironments);
export const sourcesQuery = () => operationQuery<typeof runs.listSources>(operations.listSources);
export const knocksQuery = () =>
  operationQuery<typeof agents.listRegistrations>(operations.listRegistrations, { query: { limit: KNOCKS } });
/** Those that one witness sees and the other does not; more than these are read on the Agents page. */
const DEGRADED = 20;
export const degradedQuery = () =>
  operationQuery<typeof agents.listAgents>(operations.listAgents, { query: { status: ["degraded"], limit: DEGRADED } });
/** The last that came, to see a new one arrive. */
const NEWEST = 5;
export const newestQuery = () =>
  operationQuery<typeof agents.listAgents>(operations.listAgents, { query: { sort: "-registeredAt", limit: NEWEST } });
export const outboundRefusalsQuery = () =>
  operationQuery<typeof health.listOutboundRefusals>(operations.listOutboundRefusals);

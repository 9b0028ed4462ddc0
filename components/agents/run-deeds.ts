import { operations } from "@/components/operations.generated";
import { type Answer, call } from "@/components/shell/api-client";
import { operationQuery } from "@/components/shell/operation-query";
import type { contract } from "@/server/agents/contract";

export type RunAnswer = Answer<typeof contract.runAgent>;
export type JobAnswer = Answer<typeof contract.getAgentJob>;

const LOOK_EVERY_MS = 2000;

export function runAgent(id: string, inputs: Record<string, unknown>): Promise<RunAnswer> {
  return call<typeof contract.runAgent>(operations.runAgent, { params: { id }, body: { inputs } });
}

/** A job that the agent works on by itself, asked after until it has ended. */
export const agentJobQuery = (id: string, jobId: string) => ({
  ...operationQuery<typeof contract.getAgentJob>(operations.getAgentJob, { params: { id, jobId } }),
  refetchInterval: ({ state }: { state: { data?: JobAnswer | undefined } }) =>
    state.data === undefined || state.data.status === "pending" || state.data.status === "running"
      ? LOOK_EVERY_MS
      : false,
});

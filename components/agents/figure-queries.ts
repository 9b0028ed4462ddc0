import { operations } from "@/components/operations.generated";
import type { Answer } from "@/components/shell/api-client";
import { operationQuery } from "@/components/shell/operation-query";
import type { contract as runs } from "@/server/runs/contract";
import type { contract as system } from "@/server/system/contract";

export type RunItem = Answer<typeof runs.listRuns>["items"][number];
export type Usage = Answer<typeof runs.getUsage>;

type Span = { from: string; to: string };

const LAST_RUNS = 6;

/** The newest runs of a workflow. Figures know workflows, not agents: no source says which agent ran. */
export const workflowRunsQuery = (workflow: string, environment: string) =>
  operationQuery<typeof runs.listRuns>(operations.listRuns, {
    query: { workflow: [workflow], environment: [environment], limit: LAST_RUNS },
  });

export const workflowUsageQuery = (workflow: string, environment: string, span: Span) =>
  operationQuery<typeof runs.getUsage>(operations.getUsage, {
    query: { ...span, workflow: [workflow], environment: [environment], interval: "day" },
  });

export const marksQuery = (environment: string, span: Span) =>
  operationQuery<typeof system.listAnnotations>(operations.listAnnotations, { query: { ...span, environment } });

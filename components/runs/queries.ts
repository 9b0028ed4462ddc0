import { operations } from "@/components/operations.generated";
import type { Answer, CallInput } from "@/components/shell/api-client";
import { operationPages, operationQuery } from "@/components/shell/operation-query";
import type { contract } from "@/server/runs/contract";
import type { contract as system } from "@/server/system/contract";

export type Usage = Answer<typeof contract.getUsage>;
export type Totals = Usage["totals"];
export type Line = Usage["series"][number];
export type RunItem = Answer<typeof contract.listRuns>["items"][number];
export type RunDetail = Answer<typeof contract.getRun>;
export type SourceItem = Answer<typeof contract.listSources>["items"][number];
export type UsageAsked = NonNullable<CallInput<typeof contract.getUsage>["query"]>;
export type RunsAsked = NonNullable<CallInput<typeof contract.listRuns>["query"]>;

export const usageQuery = (query: UsageAsked) =>
  operationQuery<typeof contract.getUsage>(operations.getUsage, { query });
export const runPages = (query: RunsAsked) => operationPages<typeof contract.listRuns>(operations.listRuns, { query });
export const runQuery = (id: string) => operationQuery<typeof contract.getRun>(operations.getRun, { params: { id } });
export const sourcesQuery = () => operationQuery<typeof contract.listSources>(operations.listSources);
type MarksAsked = NonNullable<CallInput<typeof system.listAnnotations>["query"]>;

/** The marks of a span, of one environment or of all. */
export const marksAsked = (span: { from: string; to: string }, environment: string | null): MarksAsked => ({
  ...span,
  ...(environment === null ? {} : { environment }),
});
export const marksQuery = (query: MarksAsked) =>
  operationQuery<typeof system.listAnnotations>(operations.listAnnotations, { query });

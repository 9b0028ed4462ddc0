export const RUN_STATUSES = [
  "pending",
  "running",
  "completed",
  "failed",
  "killed",
  "abandoned",
  "handed_over",
  "unknown",
] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];
export type RunClass = "workload" | "evaluation" | "handed_over";
export type RecordKind = "run" | "trace" | "row";
/** Where a duration comes from: a figure of the agent's, or the difference of two instants. */
export type DurationHow = "reported" | "clock";

export interface ModelUsage {
  /** Empty where the source does not say. */
  provider: string;
  model: string;
  calls: number;
  inputTokens: number | null;
  outputTokens: number | null;
  cacheReadTokens: number | null;
  cacheWriteTokens: number | null;
  cost: string | null;
}

/** What a source says of one record, normalised: the same whatever the source is. Money is decimal text. */
export interface RecordContent {
  workflow: string;
  name: string | null;
  class: RunClass;
  status: RunStatus;
  sourceStatus: string;
  durationMs: number | null;
  durationHow: DurationHow | null;
  cost: string | null;
  /** Stands only where neither the record nor its traces know a cost. */
  fallbackCost: string | null;
  inputTokens: number | null;
  outputTokens: number | null;
  totalTokens: number | null;
  models: ModelUsage[];
  /** A trace whose root span has not arrived: no execution of its own. */
  rootless: boolean;
  /** Present in the source, but marked deleted there. */
  deleted: boolean;
  parentExternalId: string | null;
  agentExternalId: string | null;
  experimentId: string | null;
  inputs: string | null;
  outputs: string | null;
  params: string | null;
  error: string | null;
  nodeStates: string | null;
  /** What was odd about it, for people. */
  flags: string[];
}

/** A record as a reader hands it over. */
export interface SourceRecord {
  kind: RecordKind;
  externalId: string;
  /** The execution it belongs to: its own external id, its run's, or its parent's. */
  executionKey: string;
  startedAt: string | null;
  endedAt: string | null;
  /** May still change without a person's doing. */
  open: boolean;
  /** The source's own version of the record, where it has one. */
  version: string | null;
  content: RecordContent;
}

/** A record as it is kept. */
export interface HeldRecord extends SourceRecord {
  firstSeenAt: string;
  goneAt: string | null;
}

export const NO_CONTENT: Omit<RecordContent, "workflow" | "status" | "sourceStatus"> = {
  name: null,
  class: "workload",
  durationMs: null,
  durationHow: null,
  cost: null,
  fallbackCost: null,
  inputTokens: null,
  outputTokens: null,
  totalTokens: null,
  models: [],
  rootless: false,
  deleted: false,
  parentExternalId: null,
  agentExternalId: null,
  experimentId: null,
  inputs: null,
  outputs: null,
  params: null,
  error: null,
  nodeStates: null,
  flags: [],
};

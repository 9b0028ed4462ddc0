import { dollarsLeft, sumDollars } from "./decimal";
import type { DurationHow, HeldRecord, ModelUsage, RecordContent, RunClass, RunStatus } from "./record";

/** One execution as every figure sees it. Times are ISO instants, money decimal text. */
export interface Fact {
  externalId: string;
  workflow: string;
  class: RunClass;
  status: RunStatus;
  sourceStatus: string;
  startedAt: string;
  endedAt: string | null;
  durationMs: number | null;
  durationHow: DurationHow | null;
  cost: string | null;
  inputTokens: number | null;
  outputTokens: number | null;
  totalTokens: number | null;
  errorClass: string | null;
  flags: string[];
  goneAt: string | null;
  agentExternalId: string | null;
  name: string | null;
  inputs: string | null;
  outputs: string | null;
  params: string | null;
  error: string | null;
  nodeStates: string | null;
  models: ModelUsage[];
}

/**
 * The fact of one execution out of all its records: a run with its traces and nested runs, a trace alone, or a row.
 * Null where the records are no execution, such as a trace whose root never came.
 */
export function factOf(records: readonly HeldRecord[]): Fact | null {
  const lead = leadOf(records);
  if (!lead) return null;
  const others = records.filter((record) => record !== lead && record.goneAt === null && !record.content.deleted);
  const traces = [lead, ...others].filter((record) => record.kind === "trace" && record.goneAt === null);
  const cost = costOf(lead, traces, others);
  return {
    ...toldBy(lead),
    ...textsOf(lead, traces),
    ...tokensOf(lead, traces, others),
    externalId: lead.executionKey,
    startedAt: lead.startedAt ?? lead.firstSeenAt,
    endedAt: lead.endedAt,
    cost,
    goneAt: goneAt(lead),
    agentExternalId: firstOf([lead, ...others], (content) => content.agentExternalId),
    models: withRest(modelsOf(lead, traces, others), cost),
  };
}

/** The run that the execution is named after, else its oldest rooted trace. */
function leadOf(records: readonly HeldRecord[]): HeldRecord | undefined {
  const own = records.find((record) => record.kind !== "trace" && record.externalId === record.executionKey);
  if (own) return own;
  const run = records.find((record) => record.kind !== "trace");
  if (run) return run;
  return records.filter((record) => !record.content.rootless).sort(byStart)[0];
}

function byStart(a: HeldRecord, b: HeldRecord): number {
  const [left, right] = [`${a.startedAt} ${a.externalId}`, `${b.startedAt} ${b.externalId}`];
  return left < right ? -1 : 1;
}

function toldBy({ content }: HeldRecord) {
  const { workflow, status, sourceStatus, durationMs, durationHow, flags, name } = content;
  return { workflow, class: content.class, status, sourceStatus, durationMs, durationHow, flags, name };
}

function textsOf(lead: HeldRecord, traces: readonly HeldRecord[]) {
  const error = lead.content.error ?? firstOf(traces, (content) => content.error);
  return {
    inputs: lead.content.inputs ?? firstOf(traces, (content) => content.inputs),
    outputs: lead.content.outputs ?? firstOf(traces, (content) => content.outputs),
    params: lead.content.params,
    nodeStates: lead.content.nodeStates,
    error,
    errorClass: errorClass(error),
  };
}

/** The exception's name where the text begins with one: `TimeoutError: …`. */
function errorClass(error: string | null): string | null {
  return error?.match(/^\s*([A-Za-z_][\w.]{0,100}?(?:Error|Exception|Timeout|Interrupt))\b/)?.[1] ?? null;
}

/** Whose money counts: the run's own total, its traces', its providers', its nested runs'. Zero that nobody measured is none of them. */
function costOf(lead: HeldRecord, traces: readonly HeldRecord[], others: readonly HeldRecord[]): string | null {
  if (lead.kind !== "trace" && lead.content.cost !== null) return lead.content.cost;
  const ofTraces = sumKnown(traces, (content) => content.cost);
  if (ofTraces !== null) return ofTraces;
  if (lead.content.fallbackCost !== null) return lead.content.fallbackCost;
  return sumKnown(nestedRuns(others), (content) => content.cost ?? content.fallbackCost);
}

function sumKnown(records: readonly HeldRecord[], pick: (content: RecordContent) => string | null): string | null {
  const known = records.map(({ content }) => pick(content)).filter((cost) => cost !== null);
  return known.length > 0 ? sumDollars(known) : null;
}

function tokensOf(lead: HeldRecord, traces: readonly HeldRecord[], others: readonly HeldRecord[]) {
  const count = (key: "inputTokens" | "outputTokens" | "totalTokens") =>
    positive(lead.kind === "trace" ? null : lead.content[key]) ??
    total(traces, key) ??
    total(nestedRuns(others), key) ??
    lead.content[key];
  return { inputTokens: count("inputTokens"), outputTokens: count("outputTokens"), totalTokens: count("totalTokens") };
}

function total(records: readonly HeldRecord[], key: "inputTokens" | "outputTokens" | "totalTokens"): number | null {
  const known = records.map(({ content }) => content[key]).filter((tokens) => tokens !== null);
  return known.length > 0 ? known.reduce((sum, tokens) => sum + tokens, 0) : null;
}

function positive(value: number | null): number | null {
  return value !== null && value > 0 ? value : null;
}

const nestedRuns = (records: readonly HeldRecord[]) => records.filter((record) => record.kind === "run");

/** By model: the traces' spans know best, then the run's own metrics, then its nested runs'. */
function modelsOf(lead: HeldRecord, traces: readonly HeldRecord[], others: readonly HeldRecord[]): ModelUsage[] {
  const spans = traces.flatMap(({ content }) => content.models);
  if (spans.length > 0) return mergeUsage(spans);
  if (lead.content.models.length > 0) return mergeUsage(lead.content.models);
  return mergeUsage(nestedRuns(others).flatMap(({ content }) => content.models));
}

/** One entry a provider and model, in their order. */
export function mergeUsage(usage: readonly ModelUsage[]): ModelUsage[] {
  const merged = new Map<string, ModelUsage>();
  for (const entry of usage) {
    const key = JSON.stringify([entry.provider, entry.model]);
    const held = merged.get(key);
    merged.set(key, held ? addUsage(held, entry) : entry);
  }
  return [...merged.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

function addUsage(a: ModelUsage, b: ModelUsage): ModelUsage {
  return {
    provider: a.provider,
    model: a.model,
    calls: a.calls + b.calls,
    inputTokens: addKnown(a.inputTokens, b.inputTokens),
    outputTokens: addKnown(a.outputTokens, b.outputTokens),
    cacheReadTokens: addKnown(a.cacheReadTokens, b.cacheReadTokens),
    cacheWriteTokens: addKnown(a.cacheWriteTokens, b.cacheWriteTokens),
    cost: a.cost === null ? b.cost : b.cost === null ? a.cost : sumDollars([a.cost, b.cost]),
  };
}

function addKnown(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : a + b;
}

/** What of the cost no model accounts for stays visible, so that the parts sum to the total. */
function withRest(models: ModelUsage[], cost: string | null): ModelUsage[] {
  if (cost === null) return models;
  const named = sumDollars(models.map((usage) => usage.cost).filter((part) => part !== null));
  const rest = dollarsLeft(cost, named);
  if (rest === null) return models;
  return mergeUsage([...models, { ...NO_USAGE, cost: rest }]);
}

const NO_USAGE: ModelUsage = {
  provider: "",
  model: "",
  calls: 0,
  inputTokens: null,
  outputTokens: null,
  cacheReadTokens: null,
  cacheWriteTokens: null,
  cost: null,
};

function goneAt(lead: HeldRecord): string | null {
  if (lead.goneAt !== null) return lead.goneAt;
  return lead.content.deleted ? lead.firstSeenAt : null;
}

function firstOf<T>(records: readonly HeldRecord[], pick: (content: RecordContent) => T | null): T | null {
  for (const { content } of records) {
    const value = pick(content);
    if (value !== null) return value;
  }
  return null;
}

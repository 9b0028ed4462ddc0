import { sumDollars, toDollars } from "@/server/runs/facts/decimal";
import { figure, instantOf, wholeFigure } from "@/server/runs/facts/figures";
import {
  type DurationHow,
  type ModelUsage,
  NO_CONTENT,
  type RunStatus,
  type SourceRecord,
} from "@/server/runs/facts/record";
import { cleanName, cleanText, WIDE_TEXT } from "@/server/runs/facts/source-text";
import type { WireRun } from "./wire";

const HOUR_MS = 3_600_000;
/** Unfinished after a day, or an hour after it logged its outcome: whoever ran it is gone. */
const ABANDONED_MS = 24 * HOUR_MS;
const ABANDONED_WITH_OUTCOME_MS = HOUR_MS;

/** A run in the form all sources share. `now` tells a run that still runs from one that was left behind. */
export function normaliseRun(run: WireRun, experimentName: string, now: Date): SourceRecord {
  const seen = readRun(run);
  const startedAt = instantOf(run.info.start_time);
  const status = statusOf(run, seen, startedAt, now);
  const open = status === "running" || status === "pending";
  const endedAt = open ? null : instantOf(run.info.end_time);
  const parent = seen.tags.get("mlflow.parentRunId") ?? null;
  const duration = durationOf(seen, startedAt, endedAt);
  const text = (name: string) => seen.params.get(name) ?? seen.tags.get(name);
  return {
    kind: "run",
    externalId: run.info.run_id,
    executionKey: parent ?? run.info.run_id,
    startedAt,
    endedAt,
    open,
    version: null,
    content: {
      ...NO_CONTENT,
      ...costsOf(seen),
      ...tokensOf(seen),
      workflow: cleanName(text("workflow_name") ?? experimentName),
      name: cleanText(run.info.run_name, 256),
      class: status === "handed_over" ? "handed_over" : "workload",
      status,
      sourceStatus: cleanText(run.info.status, 64) ?? "",
      durationMs: duration.ms,
      durationHow: duration.how,
      models: providersOf(seen),
      deleted: run.info.lifecycle_stage === "deleted",
      parentExternalId: parent,
      agentExternalId: cleanText(text("agent_id"), 512),
      experimentId: run.info.experiment_id,
      params: seen.params.size > 0 ? cleanText(JSON.stringify(Object.fromEntries(seen.params)), WIDE_TEXT) : null,
      error: cleanText(seen.params.get("error"), WIDE_TEXT),
      flags: [...flagsOf(run, seen, startedAt), ...duration.flags],
    },
  };
}

interface SeenRun {
  metrics: Map<string, number | null>;
  params: Map<string, string>;
  tags: Map<string, string>;
}

function readRun({ data }: WireRun): SeenRun {
  return {
    metrics: new Map(data.metrics.map(({ key, value }) => [key, figure(value)])),
    params: new Map(data.params.map(({ key, value }) => [key, value])),
    tags: new Map(data.tags.map(({ key, value }) => [key, value])),
  };
}

const STATUS: Record<string, RunStatus> = {
  RUNNING: "running",
  SCHEDULED: "pending",
  FINISHED: "completed",
  FAILED: "failed",
  KILLED: "killed",
};

function statusOf(run: WireRun, seen: SeenRun, startedAt: string | null, now: Date): RunStatus {
  const status = STATUS[run.info.status] ?? "unknown";
  if (status === "running" || status === "pending") return isLeftBehind(seen, startedAt, now) ? "abandoned" : status;
  if (status === "completed" && isHandedOver(seen)) return "handed_over";
  return status;
}

function isLeftBehind(seen: SeenRun, startedAt: string | null, now: Date): boolean {
  if (startedAt === null) return false;
  const limit = seen.metrics.has("success") ? ABANDONED_WITH_OUTCOME_MS : ABANDONED_MS;
  return now.getTime() - Date.parse(startedAt) > limit;
}

/** A synchronous attempt that timed out: a second run of the same request goes on in its stead. */
function isHandedOver(seen: SeenRun): boolean {
  const timedOut = seen.params.get("timeout")?.toLowerCase() === "true";
  return timedOut && !seen.metrics.has("success") && !seen.metrics.has("execution_time_ms");
}

function durationOf(seen: SeenRun, startedAt: string | null, endedAt: string | null) {
  const reported = reportedDuration(seen);
  if (reported !== null && reported >= 0) return { ms: Math.round(reported), how: reportedHow, flags: [] };
  const flags = reported === null ? [] : ["negative_duration"];
  if (startedAt === null || endedAt === null) return { ms: null, how: null, flags };
  const ms = Date.parse(endedAt) - Date.parse(startedAt);
  return ms >= 0 ? { ms, how: clockHow, flags } : { ms: null, how: null, flags: [...flags, "ends_before_start"] };
}

const reportedHow: DurationHow = "reported";
const clockHow: DurationHow = "clock";

function reportedDuration(seen: SeenRun): number | null {
  const milliseconds = seen.metrics.get("execution_time_ms") ?? null;
  if (milliseconds !== null) return milliseconds;
  const seconds = seen.metrics.get("duration_seconds") ?? null;
  return seconds === null ? null : seconds * 1000;
}

/** A total of zero says only that nobody measured: traces and providers may know better. */
function costsOf(seen: SeenRun) {
  const total = toDollars(seen.metrics.get("total_cost_usd") ?? null);
  const providers = providersOf(seen).map((usage) => usage.cost);
  const known = providers.filter((cost) => cost !== null);
  return {
    cost: total === "0" ? null : total,
    fallbackCost: known.length > 0 ? sumDollars(known) : null,
  };
}

function tokensOf(seen: SeenRun) {
  const metric = (...names: string[]) => {
    const found = names.map((name) => wholeFigure(seen.metrics.get(name))).find((value) => value !== null);
    return found ?? null;
  };
  const inputTokens = metric("prompt_tokens", "total_input_tokens");
  const outputTokens = metric("completion_tokens", "total_output_tokens");
  const both = inputTokens !== null && outputTokens !== null ? inputTokens + outputTokens : null;
  return { inputTokens, outputTokens, totalTokens: metric("total_tokens") ?? both };
}

const PROVIDER_METRIC = /^provider_(.+?)_(cost_usd|tokens|input_tokens|output_tokens|calls)$/;

/** The older tracker's split: by provider; its model is known for the one that was called last. */
function providersOf(seen: SeenRun): ModelUsage[] {
  const providers = new Set([...seen.metrics.keys()].map((key) => key.match(PROVIDER_METRIC)?.[1]));
  const named = [...providers].filter((provider) => provider !== undefined).sort();
  if (named.length === 0) return lastCallOnly(seen);
  const only = named.length === 1 ? seen.params.get("global_model") : undefined;
  return named.map((provider) => {
    const metric = (name: string) => seen.metrics.get(`provider_${provider}_${name}`) ?? null;
    const last = seen.params.get("last_call_provider") === provider ? seen.params.get("last_call_model") : undefined;
    const tokens = [metric("tokens"), metric("input_tokens"), metric("output_tokens")];
    const cost = toDollars(metric("cost_usd"));
    return {
      provider: cleanText(provider, 128) ?? "",
      model: cleanText(last ?? only ?? "", 256) ?? "",
      calls: wholeFigure(metric("calls")) ?? 0,
      inputTokens: wholeFigure(metric("input_tokens")),
      outputTokens: wholeFigure(metric("output_tokens")),
      cacheReadTokens: null,
      cacheWriteTokens: null,
      cost: cost === "0" && !tokens.some((count) => count !== null && count > 0) ? null : cost,
    };
  });
}

function lastCallOnly(seen: SeenRun): ModelUsage[] {
  const model = seen.params.get("last_call_model") ?? seen.params.get("global_model");
  if (model === undefined) return [];
  const total = toDollars(seen.metrics.get("total_cost_usd") ?? null);
  const { inputTokens, outputTokens } = tokensOf(seen);
  return [
    {
      provider: cleanText(seen.params.get("last_call_provider"), 128) ?? "",
      model: cleanText(model, 256) ?? "",
      calls: 0,
      inputTokens,
      outputTokens,
      cacheReadTokens: null,
      cacheWriteTokens: null,
      cost: total === "0" ? null : total,
    },
  ];
}

function flagsOf(run: WireRun, seen: SeenRun, startedAt: string | null): string[] {
  const flags: string[] = [];
  if (startedAt === null) flags.push("start_unknown");
  if (run.data.metrics.some(({ key, value }) => value !== undefined && seen.metrics.get(key) === null))
    flags.push("metric_not_a_figure");
  if (seen.metrics.get("total_cost_usd") === 0) flags.push("zero_cost_reported");
  const { cost, fallbackCost } = costsOf(seen);
  if (cost === null && fallbackCost !== null) flags.push("cost_of_last_calls");
  return flags;
}

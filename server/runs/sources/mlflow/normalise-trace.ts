import { toDollars } from "@/server/runs/facts/decimal";
import { figure, wholeFigure } from "@/server/runs/facts/figures";
import { type ModelUsage, NO_CONTENT, type RunStatus, type SourceRecord } from "@/server/runs/facts/record";
import { cleanName, cleanText, WIDE_TEXT } from "@/server/runs/facts/source-text";
import type { WireTrace } from "./wire";

const ABANDONED_MS = 24 * 3_600_000;

/** What a trace's info does not hold and other calls must find out. */
export interface TraceContext {
  experimentName: string;
  experimentDeleted: boolean;
  /** The run it is linked to without saying so itself. */
  linkedRun: string | null;
  hasRoot: boolean;
  models: ModelUsage[];
  now: Date;
}

/** A trace in the form all sources share: a part of its run, or an execution of its own. */
export function normaliseTrace(trace: WireTrace, context: TraceContext): SourceRecord {
  const startedAt = requestTime(trace.request_time);
  const durationMs = durationOf(trace);
  const status = statusOf(trace.state, startedAt, context.now);
  const open = status === "running";
  const evaluation = trace.tags["mlflow.trace.sourceScorer"] !== undefined;
  const text = (name: string) => trace.tags[name] ?? trace.trace_metadata[name];
  return {
    kind: "trace",
    externalId: trace.trace_id,
    executionKey: evaluation ? trace.trace_id : (sourceRun(trace) ?? context.linkedRun ?? trace.trace_id),
    startedAt,
    endedAt: open || startedAt === null || durationMs === null ? null : plus(startedAt, durationMs),
    open,
    version: null,
    content: {
      ...NO_CONTENT,
      ...usageOf(trace),
      workflow: cleanName(text("workflow_name") ?? context.experimentName),
      name: cleanText(trace.tags["mlflow.traceName"], 256),
      class: evaluation ? "evaluation" : "workload",
      status,
      sourceStatus: cleanText(trace.state, 64) ?? "",
      durationMs: open ? null : durationMs,
      durationHow: open || durationMs === null ? null : "reported",
      models: context.models,
      rootless: open || status === "abandoned" ? !context.hasRoot : false,
      deleted: context.experimentDeleted,
      agentExternalId: cleanText(text("agent_id"), 512),
      experimentId: experimentOf(trace),
      inputs: cleanText(trace.request_preview, WIDE_TEXT),
      outputs: cleanText(trace.response_preview, WIDE_TEXT),
      flags: startedAt === null ? ["start_unknown"] : [],
    },
  };
}

export function sourceRun(trace: WireTrace): string | null {
  return trace.trace_metadata["mlflow.sourceRun"] || null;
}

export function experimentOf(trace: WireTrace): string | null {
  return trace.trace_location?.mlflow_experiment?.experiment_id ?? null;
}

const STATUS: Record<string, RunStatus> = { OK: "completed", ERROR: "failed", IN_PROGRESS: "running" };

function statusOf(state: string, startedAt: string | null, now: Date): RunStatus {
  const status = STATUS[state] ?? "unknown";
  const old = startedAt !== null && now.getTime() - Date.parse(startedAt) > ABANDONED_MS;
  return status === "running" && old ? "abandoned" : status;
}

/** RFC 3339 with up to nine digits of fraction; kept to the millisecond. */
export function requestTime(text: string | undefined): string | null {
  const ms = text === undefined ? Number.NaN : Date.parse(text.replace(/(\.\d{3})\d+/, "$1"));
  return Number.isNaN(ms) || ms <= 0 ? null : new Date(ms).toISOString();
}

/** "1.234s", or the milliseconds that older clients left. */
function durationOf(trace: WireTrace): number | null {
  const seconds = trace.execution_duration?.match(/^(-?\d+(?:\.\d+)?)s$/)?.[1];
  return seconds === undefined ? null : wholeFigure(Number(seconds) * 1000);
}

function plus(instant: string, ms: number): string {
  return new Date(Date.parse(instant) + ms).toISOString();
}

function usageOf(trace: WireTrace) {
  const tokens = parseObject(trace.trace_metadata["mlflow.trace.tokenUsage"]);
  const priced = parseObject(trace.trace_metadata["mlflow.trace.cost"]);
  const inputTokens = wholeFigure(tokens.input_tokens);
  const outputTokens = wholeFigure(tokens.output_tokens);
  const totalTokens = wholeFigure(tokens.total_tokens) ?? feedback(trace, "total_tokens");
  const cost = toDollars(figure(priced.total_cost) ?? feedback(trace, "cost_usd"));
  const measured = [inputTokens, outputTokens, totalTokens].some((count) => count !== null && count > 0);
  return { inputTokens, outputTokens, totalTokens, cost: cost === "0" && !measured ? null : cost };
}

/** The runtime's development branch leaves its figures as assessments of the trace. */
function feedback(trace: WireTrace, name: string): number | null {
  const found = trace.assessments.find((item) => item.assessment_name === name && item.valid !== false);
  return figure(found?.feedback?.value);
}

/** JSON text of an object, or nothing: metadata may be cut or hold anything. */
function parseObject(text: string | undefined): Record<string, unknown> {
  if (text === undefined) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    // Cut or foreign text says nothing about cost.
    return {};
  }
}

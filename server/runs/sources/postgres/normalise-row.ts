import { toDollars } from "@/server/runs/facts/decimal";
import { mergeUsage } from "@/server/runs/facts/fact-of";
import { figure, wholeFigure } from "@/server/runs/facts/figures";
import {
  type DurationHow,
  type ModelUsage,
  NO_CONTENT,
  type RunStatus,
  type SourceRecord,
} from "@/server/runs/facts/record";
import { cleanName, cleanText, WIDE_TEXT } from "@/server/runs/facts/source-text";
import type { StateRow, WorkflowRow } from "./rows";

const ABANDONED_MS = 24 * 3_600_000;

/** A row of the runs' table, with the states of its nodes, in the form all sources share. */
export function normaliseRow(row: WorkflowRow, states: readonly StateRow[], now: Date): SourceRecord {
  const startedAt = row.started_at.toISOString();
  const status = statusOf(row, now);
  const open = status === "running" || status === "pending";
  const endedAt = open ? null : (row.completed_at?.toISOString() ?? null);
  const nodes = states.map(readNode);
  const duration = durationOf(row, endedAt);
  const tokens = tokensOf(row, nodes);
  const cost = toDollars(figure(row.total_cost_usd));
  const measured = (tokens.totalTokens ?? 0) > 0;
  return {
    kind: "row",
    externalId: row.id,
    executionKey: row.id,
    startedAt,
    endedAt,
    open,
    version: row.version,
    content: {
      ...NO_CONTENT,
      ...tokens,
      workflow: cleanName(row.workflow_name),
      status,
      sourceStatus: cleanText(row.status, 64) ?? "",
      durationMs: duration.ms,
      durationHow: duration.how,
      cost: cost === "0" && !measured ? null : cost,
      models: mergeUsage(nodes.flatMap((node) => node.usage ?? [])),
      inputs: cleanText(row.inputs, WIDE_TEXT),
      outputs: cleanText(row.outputs, WIDE_TEXT),
      error: cleanText(row.error_message, WIDE_TEXT),
      nodeStates: nodes.length > 0 ? cleanText(JSON.stringify(nodes.map((node) => node.shown)), WIDE_TEXT) : null,
      flags: [...duration.flags, ...(cost === "0" && !measured ? ["zero_cost_reported"] : [])],
    },
  };
}

const STATUS: Record<string, RunStatus> = {
  pending: "pending",
  queued: "pending",
  running: "running",
  completed: "completed",
  success: "completed",
  succeeded: "completed",
  failed: "failed",
  error: "failed",
  timeout: "failed",
  cancelled: "killed",
  canceled: "killed",
  killed: "killed",
};

function statusOf(row: WorkflowRow, now: Date): RunStatus {
  const status = STATUS[row.status.toLowerCase()] ?? "unknown";
  const unfinished = status === "running" || status === "pending";
  return unfinished && now.getTime() - row.started_at.getTime() > ABANDONED_MS ? "abandoned" : status;
}

function durationOf(row: WorkflowRow, endedAt: string | null) {
  const seconds = figure(row.duration_seconds);
  if (seconds !== null && seconds >= 0) return { ms: Math.round(seconds * 1000), how: how("reported"), flags: [] };
  const flags = seconds === null ? [] : ["negative_duration"];
  if (endedAt === null) return { ms: null, how: null, flags };
  const ms = Date.parse(endedAt) - row.started_at.getTime();
  if (ms >= 0) return { ms, how: how("clock"), flags };
  return { ms: null, how: null, flags: [...flags, "ends_before_start"] };
}

const how = (value: DurationHow) => value;

function tokensOf(row: WorkflowRow, nodes: readonly Node[]) {
  const sum = (key: "inputTokens" | "outputTokens") => {
    const known = nodes.flatMap((node) => node.usage?.[key] ?? []);
    return known.length > 0 ? known.reduce((total, tokens) => total + tokens, 0) : null;
  };
  const total = wholeFigure(row.total_tokens);
  return {
    inputTokens: sum("inputTokens"),
    outputTokens: sum("outputTokens"),
    // Zero is what builds write that measured nothing.
    totalTokens: total === 0 ? null : total,
  };
}

interface Node {
  shown: Record<string, unknown>;
  usage: ModelUsage | null;
}

function readNode({ node_id, state_data }: StateRow): Node {
  const state = parseState(state_data);
  const seconds = figure(state.duration_seconds);
  const model = typeof state.model === "string" ? cleanText(state.model, 256) : null;
  const inputTokens = wholeFigure(state.input_tokens);
  const outputTokens = wholeFigure(state.output_tokens);
  const cost = toDollars(figure(state.cost_usd));
  const measured = (inputTokens ?? 0) + (outputTokens ?? 0) > 0;
  const knownCost = cost === "0" && !measured ? null : cost;
  const shown = {
    nodeId: cleanText(node_id, 128),
    status: typeof state.status === "string" ? cleanText(state.status, 32) : null,
    durationMs: seconds === null ? null : Math.round(seconds * 1000),
    model,
    inputTokens,
    outputTokens,
    costUsd: knownCost,
    error: typeof state.error === "string" ? cleanText(state.error, 500) : null,
  };
  if (model === null || model === "") return { shown, usage: null };
  const cache = { cacheReadTokens: null, cacheWriteTokens: null };
  return { shown, usage: { provider: "", model, calls: 1, inputTokens, outputTokens, ...cache, cost: knownCost } };
}

function parseState(text: string | null): Record<string, unknown> {
  if (text === null) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    // State data that is no JSON tells nothing but that the node ended.
    return {};
  }
}

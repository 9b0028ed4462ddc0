import { estimatedCostUsd, type Model } from "./models";
import { type Random, randomFor } from "./random";
import type { NodeSpec, WorkflowSpec } from "./workflows";

/** The runtime answers a caller after this long and goes on in the background. */
export const SYNC_TIMEOUT_MS = 30_000;

export interface ModelCall {
  model: Model;
  inputTokens: number;
  outputTokens: number;
  costUsd: number;
}

export interface NodeResult {
  id: string;
  spanId: string;
  /** From the start of the execution. */
  offsetMs: number;
  durationMs: number;
  call: ModelCall | null;
  error: string | null;
}

export interface Execution {
  id: string;
  /** 32 hex digits. */
  traceId: string;
  rootSpanId: string;
  workflow: WorkflowSpec;
  agentId: string;
  startedAt: number;
  durationMs: number;
  /** Every input with its default, as the runtime's state holds them. */
  inputs: Record<string, unknown>;
  outputs: Record<string, unknown> | null;
  error: string | null;
  nodes: NodeResult[];
  /** The call that waited until the time limit before this execution took over its request. */
  timedOutCall: { startedAt: number; traceId: string } | null;
}

export interface ExecutionRequest {
  seed: number;
  /** Names the execution: equal seeds and keys give equal executions. */
  key: string;
  workflow: WorkflowSpec;
  agentId: string;
  requestedAt: number;
  /** Without them one of the workflow's samples is taken. */
  inputs?: Record<string, unknown>;
  /** Chance of failing; the workflow's own rate without it. */
  failureRate?: number;
}

const ERRORS = [
  "RateLimitError: 429 You exceeded your current quota, please check your plan and billing details",
  "APITimeoutError: Request timed out.",
  "ValidationError: 1 validation error for Output: field required",
  "APIConnectionError: Connection error.",
  "OutputParserException: Could not parse the model's answer as JSON",
] as const;

const SLOW_CHANCE = 0.02;

/** Plays one execution through: times, tokens, money and outcome. Slow ones are handed over as the runtime does. */
export function playExecution(request: ExecutionRequest): Execution {
  const { workflow } = request;
  const random = randomFor(request.seed, request.key);
  const identity = { id: random.uuid(), traceId: random.hex(32), rootSpanId: random.hex(16) };
  const inputs = withDefaults(workflow, request.inputs ?? random.pick(workflow.samples));
  const effort = effortOf(workflow, inputs);
  const slowness = request.inputs === undefined && random.chance(SLOW_CHANCE) ? random.between(3, 7) : 1;
  const plannedMs = Math.round(random.around(workflow.medianMs, 0.35) * effort * slowness);
  const failure = random.chance(request.failureRate ?? workflow.failureRate) ? failureOf(workflow, random) : null;
  const nodes = playNodes({ workflow, random, plannedMs, effort, failure });
  const durationMs = endOf(nodes.at(-1)) + 1;
  const handedOver = workflow.mlflow === "run-and-trace" && durationMs > SYNC_TIMEOUT_MS;
  return {
    ...identity,
    workflow,
    agentId: request.agentId,
    startedAt: request.requestedAt + (handedOver ? SYNC_TIMEOUT_MS : 0),
    durationMs,
    inputs,
    outputs: failure ? null : outputsOf(workflow, inputs, random),
    error: failure?.error ?? null,
    nodes,
    timedOutCall: handedOver ? { startedAt: request.requestedAt, traceId: random.hex(32) } : null,
  };
}

/** Sum over the model calls of an execution. */
export function totalsOf(execution: Execution): { inputTokens: number; outputTokens: number; costUsd: number } {
  const totals = { inputTokens: 0, outputTokens: 0, costUsd: 0 };
  for (const { call } of execution.nodes) {
    if (!call) continue;
    totals.inputTokens += call.inputTokens;
    totals.outputTokens += call.outputTokens;
    totals.costUsd += call.costUsd;
  }
  return { ...totals, costUsd: Math.round(totals.costUsd * 1e6) / 1e6 };
}

export function endOf(node: NodeResult | undefined): number {
  return node ? node.offsetMs + node.durationMs : 0;
}

function withDefaults(workflow: WorkflowSpec, given: Record<string, unknown>): Record<string, unknown> {
  const fields = Object.entries(workflow.inputs);
  return Object.fromEntries(fields.map(([name, field]) => [name, given[name] ?? field.default]));
}

function effortOf(workflow: WorkflowSpec, inputs: Record<string, unknown>): number {
  if (!workflow.effortInput) return 1;
  const usual = Number(workflow.inputs[workflow.effortInput]?.default);
  const asked = Number(inputs[workflow.effortInput]);
  const rounds = Math.min(Math.max(asked / usual, 0.5), 6);
  return Number.isFinite(rounds) ? rounds ** 1.5 : 1;
}

function failureOf(workflow: WorkflowSpec, random: Random): { nodeIndex: number; error: string } {
  return { nodeIndex: Math.floor(random.next() * workflow.nodes.length), error: random.pick(ERRORS) };
}

interface Course {
  workflow: WorkflowSpec;
  random: Random;
  plannedMs: number;
  effort: number;
  failure: { nodeIndex: number; error: string } | null;
}

function playNodes({ workflow, random, plannedMs, effort, failure }: Course): NodeResult[] {
  const ran = failure ? workflow.nodes.slice(0, failure.nodeIndex + 1) : workflow.nodes;
  const weights = workflow.nodes.reduce((sum, node) => sum + node.weight, 0);
  let offsetMs = 2;
  return ran.map((spec, index) => {
    const fails = failure?.nodeIndex === index;
    const durationMs = Math.max(5, Math.round((plannedMs * spec.weight) / weights));
    const result: NodeResult = {
      id: spec.id,
      spanId: random.hex(16),
      offsetMs,
      durationMs,
      call: fails ? null : callOf(spec, random, effort),
      error: fails ? failure.error : null,
    };
    offsetMs += durationMs + 3;
    return result;
  });
}

function callOf(spec: NodeSpec, random: Random, effort: number): ModelCall | null {
  const [first, ...others] = spec.models;
  if (!first) return null;
  const model = random.pick([first, ...others]);
  const inputTokens = Math.round(random.around(spec.inputTokens * effort, 0.3));
  const outputTokens = Math.round(random.around(spec.outputTokens * Math.sqrt(effort), 0.35));
  return { model, inputTokens, outputTokens, costUsd: estimatedCostUsd(model, inputTokens, outputTokens) };
}

function outputsOf(workflow: WorkflowSpec, inputs: Record<string, unknown>, random: Random): Record<string, unknown> {
  const subject = String(Object.values(inputs)[0]);
  return Object.fromEntries(
    workflow.outputs.map((name) => [name, `${name} for ${subject} (${Math.round(random.between(60, 99))} % sure)`]),
  );
}

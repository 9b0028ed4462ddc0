import { type Execution, type ModelCall, SYNC_TIMEOUT_MS, totalsOf } from "./execution";

export interface RunRecord {
  name: string;
  startedAt: number;
  endedAt: number;
  status: "FINISHED" | "FAILED";
  tags: Record<string, string>;
  params: Record<string, string>;
  metrics: Record<string, number>;
}

/** Tag by which a fleet that starts again finds what it has already written. */
export const EXECUTION_TAG = "fleet.execution";

export function runTags(execution: Execution): Record<string, string> {
  return {
    agent_id: execution.agentId,
    "mlflow.user": "agent",
    "mlflow.source.name": "server.py",
    "mlflow.source.type": "LOCAL",
    [EXECUTION_TAG]: execution.id,
  };
}

export function runName(execution: Execution): string {
  return `${execution.timedOutCall ? "async" : "sync"}_${execution.id.slice(0, 8)}`;
}

/** The run that a build of the runtime leaves for an execution that has ended. */
export function runRecord(execution: Execution): RunRecord {
  return {
    name: runName(execution),
    startedAt: execution.startedAt,
    endedAt: execution.startedAt + execution.durationMs,
    status: execution.error ? "FAILED" : "FINISHED",
    tags: runTags(execution),
    params: runParams(execution),
    metrics: runMetrics(execution),
  };
}

/** The call that hit the time limit: it ends well, says `timeout` and measures nothing. */
export function timedOutRunRecord(execution: Execution, call: { startedAt: number; traceId: string }): RunRecord {
  return {
    name: `sync_${call.traceId.slice(0, 8)}`,
    startedAt: call.startedAt,
    endedAt: call.startedAt + SYNC_TIMEOUT_MS,
    status: "FINISHED",
    tags: { ...runTags(execution), [EXECUTION_TAG]: `${execution.id}:timeout` },
    params: { ...texts(execution.inputs), timeout: "True" },
    metrics: {},
  };
}

function runParams(execution: Execution): Record<string, string> {
  const state = texts({ ...execution.inputs, ...execution.outputs });
  const failure: Record<string, string> = execution.error ? { error: execution.error } : {};
  return { ...state, ...failure, ...trackerParams(execution) };
}

function trackerParams(execution: Execution): Record<string, string> {
  const last = execution.nodes.map((node) => node.call).findLast((call) => call !== null);
  if (!last || !isTracked(execution)) return {};
  const called = { last_call_provider: last.model.provider, last_call_model: last.model.name };
  if (execution.workflow.mlflow === "tracker") return called;
  return { ...called, workflow_name: execution.workflow.name, global_model: last.model.name };
}

function runMetrics(execution: Execution): Record<string, number> {
  const early = execution.workflow.mlflow === "early-tracker";
  if (execution.error) return early ? { status: 0 } : { success: 0 };
  const time: Record<string, number> = early
    ? { duration_seconds: execution.durationMs / 1000, status: 1 }
    : { execution_time_ms: execution.durationMs, success: 1 };
  return isTracked(execution) ? { ...time, ...trackerTotals(execution, early) } : time;
}

function isTracked(execution: Execution): boolean {
  return execution.workflow.mlflow === "tracker" || execution.workflow.mlflow === "early-tracker";
}

function trackerTotals(execution: Execution, early: boolean): Record<string, number> {
  const { inputTokens, outputTokens, costUsd } = totalsOf(execution);
  const tokens: Record<string, number> = early
    ? { total_input_tokens: inputTokens, total_output_tokens: outputTokens }
    : {
        prompt_tokens: inputTokens,
        completion_tokens: outputTokens,
        total_tokens: inputTokens + outputTokens,
        node_count: execution.nodes.length,
      };
  return { total_cost_usd: costUsd, ...tokens, ...providerTotals(execution), ...nodeTotals(execution) };
}

function providerTotals(execution: Execution): Record<string, number> {
  const metrics: Record<string, number> = {};
  for (const { call } of execution.nodes) {
    if (call) addCall(metrics, call);
  }
  return metrics;
}

function addCall(metrics: Record<string, number>, call: ModelCall): void {
  const add = (suffix: string, amount: number) => {
    const key = `provider_${call.model.provider}_${suffix}`;
    metrics[key] = Math.round(((metrics[key] ?? 0) + amount) * 1e6) / 1e6;
  };
  add("cost_usd", call.costUsd);
  add("tokens", call.inputTokens + call.outputTokens);
  add("input_tokens", call.inputTokens);
  add("output_tokens", call.outputTokens);
  add("calls", 1);
}

function nodeTotals(execution: Execution): Record<string, number> {
  return Object.fromEntries(
    execution.nodes.flatMap((node) => [
      [`node_${node.id}_duration_ms`, node.durationMs],
      [`node_${node.id}_cost_usd`, node.call?.costUsd ?? 0],
    ]),
  );
}

/** Params are text in MLflow; the runtime writes strings bare and the rest as Python shows it. */
function texts(values: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, text(value)]));
}

function text(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "True" : "False";
  if (value === null || value === undefined) return "None";
  return JSON.stringify(value);
}

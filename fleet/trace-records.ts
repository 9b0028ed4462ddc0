import type { Execution, ModelCall, NodeResult } from "./execution";

interface AttributeValue {
  stringValue?: string;
  intValue?: string;
  kvlistValue?: { values: Attribute[] };
}

interface Attribute {
  key: string;
  value: AttributeValue;
}

/** One span in OTLP's JSON. */
export interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  status: { code: number; message?: string };
  attributes: Attribute[];
}

const INTERNAL = 1;
const OK = 1;
const ERROR = 2;
const PREVIEW_LENGTH = 1_000;

/** Body of MLflow's `StartTraceV3`: only this call can say which run a trace belongs to; OTLP cannot. */
export function traceInfo(execution: Execution, experimentId: string, runId: string | null): Record<string, unknown> {
  return {
    trace_id: `tr-${execution.traceId}`,
    trace_location: { type: "MLFLOW_EXPERIMENT", mlflow_experiment: { experiment_id: experimentId } },
    request_preview: JSON.stringify(execution.inputs).slice(0, PREVIEW_LENGTH),
    response_preview: execution.outputs ? JSON.stringify(execution.outputs).slice(0, PREVIEW_LENGTH) : "",
    request_time: new Date(execution.startedAt).toISOString(),
    execution_duration: `${(execution.durationMs / 1000).toFixed(3)}s`,
    state: execution.error ? "ERROR" : "OK",
    trace_metadata: {
      "mlflow.trace_schema.version": "3",
      "mlflow.user": "agent",
      "mlflow.source.name": runId ? "server.py" : "configurable-agents",
      ...(runId ? { "mlflow.sourceRun": runId } : {}),
    },
    tags: { "mlflow.traceName": execution.workflow.name, agent_id: execution.agentId },
  };
}

/** The spans of an execution that has ended: a `WORKFLOW` root and one child a node. */
export function traceSpans(execution: Execution): Span[] {
  const root = span({
    traceId: execution.traceId,
    spanId: execution.rootSpanId,
    name: execution.workflow.name,
    startedAt: execution.startedAt,
    durationMs: execution.durationMs,
    error: execution.error,
    attributes: [
      attribute("mlflow.spanType", "WORKFLOW"),
      attribute("mlflow.spanInputs", JSON.stringify(execution.inputs)),
      attribute("mlflow.spanOutputs", JSON.stringify(execution.outputs)),
    ],
  });
  return [root, ...nodeSpans(execution, execution.traceId, execution.startedAt)];
}

/**
 * What the execution behind a timed-out call leaves: its model calls, never closed by a root.
 * MLflow keeps such a trace `IN_PROGRESS` for ever.
 */
export function rootlessSpans(execution: Execution, call: { startedAt: number; traceId: string }): Span[] {
  return nodeSpans(execution, call.traceId, call.startedAt).slice(0, 1);
}

function nodeSpans(execution: Execution, traceId: string, startedAt: number): Span[] {
  return execution.nodes.map((node) =>
    span({
      traceId,
      spanId: node.spanId,
      parentSpanId: execution.rootSpanId,
      name: node.id,
      startedAt: startedAt + node.offsetMs,
      durationMs: node.durationMs,
      error: node.error,
      attributes: nodeAttributes(node),
    }),
  );
}

function nodeAttributes(node: NodeResult): Attribute[] {
  if (!node.call) return [attribute("mlflow.spanType", "CHAIN")];
  return [
    attribute("mlflow.spanType", "CHAT_MODEL"),
    attribute("mlflow.llm.model", node.call.model.name),
    attribute("mlflow.llm.provider", node.call.model.provider),
    { key: "mlflow.chat.tokenUsage", value: tokenUsage(node.call) },
  ];
}

function tokenUsage(call: ModelCall): AttributeValue {
  const count = (key: string, tokens: number): Attribute => ({ key, value: { intValue: String(tokens) } });
  return {
    kvlistValue: {
      values: [
        count("input_tokens", call.inputTokens),
        count("output_tokens", call.outputTokens),
        count("total_tokens", call.inputTokens + call.outputTokens),
      ],
    },
  };
}

interface SpanFacts {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  startedAt: number;
  durationMs: number;
  error: string | null;
  attributes: Attribute[];
}

function span({ startedAt, durationMs, error, ...facts }: SpanFacts): Span {
  return {
    ...facts,
    kind: INTERNAL,
    startTimeUnixNano: nanoseconds(startedAt),
    endTimeUnixNano: nanoseconds(startedAt + durationMs),
    status: error ? { code: ERROR, message: error } : { code: OK },
  };
}

function attribute(key: string, value: string): Attribute {
  return { key, value: { stringValue: value } };
}

function nanoseconds(milliseconds: number): string {
  return String(BigInt(milliseconds) * 1_000_000n);
}

import { randomBytes } from "node:crypto";

export interface WrittenSpan {
  model: string;
  provider?: string;
  inputTokens: number;
  outputTokens: number;
  /** Left out, the server prices it. */
  cost?: number;
}

interface TraceToWrite {
  experimentId: string;
  startMs: number;
  durationMs?: number;
  /** Says by its metadata that it belongs to this run, as today's agents do. */
  sourceRun?: string;
  /** Says so by the header of the call alone. */
  headerRun?: string;
  spans?: WrittenSpan[];
  tags?: Record<string, string>;
  failed?: boolean;
  /** Only children arrive: the root never ends. */
  withoutRoot?: boolean;
}

interface RunToWrite {
  experimentId: string;
  startMs?: number;
  endMs?: number;
  status?: "RUNNING" | "FINISHED" | "FAILED" | "KILLED";
  metrics?: Record<string, number | string>;
  params?: Record<string, string>;
  tags?: Record<string, string>;
}

const hex = (bytes: number) => randomBytes(bytes).toString("hex");

/** Writes to an MLflow as agents do: over REST and OTLP. */
export function mlflowWriter(url: string) {
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}): Promise<unknown> => {
    const response = await fetch(url + path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text.slice(0, 300)}`);
    return text === "" ? {} : JSON.parse(text);
  };
  const logMetrics = (runId: string, metrics: Record<string, number | string>, timestamp: number) =>
    post("/api/2.0/mlflow/runs/log-batch", {
      run_id: runId,
      metrics: Object.entries(metrics).map(([key, value]) => ({ key, value, timestamp, step: 0 })),
    });
  return {
    post,
    logMetrics,
    experiment: async (name: string) =>
      idIn(await post("/api/2.0/mlflow/experiments/create", { name }), "experiment_id"),
    run: async (run: RunToWrite) => {
      const created = await post("/api/2.0/mlflow/runs/create", {
        experiment_id: run.experimentId,
        run_name: `sync_${hex(4)}`,
        ...(run.startMs === undefined ? {} : { start_time: run.startMs }),
        tags: pairs(run.tags),
      });
      const runId =
        created && typeof created === "object" && "run" in created ? idIn(infoOf(created.run), "run_id") : "";
      const at = run.endMs ?? run.startMs ?? Date.now();
      await post("/api/2.0/mlflow/runs/log-batch", { run_id: runId, params: pairs(run.params) });
      if (run.metrics) await logMetrics(runId, run.metrics, at);
      if (run.status && run.status !== "RUNNING")
        await post("/api/2.0/mlflow/runs/update", { run_id: runId, status: run.status, end_time: at });
      return runId;
    },
    trace: async (trace: TraceToWrite) => {
      const id = hex(16);
      if (trace.sourceRun !== undefined || trace.tags)
        await post("/api/3.0/mlflow/traces", { trace: infoBody(id, trace) });
      const headers: Record<string, string> = { "x-mlflow-experiment-id": trace.experimentId };
      if (trace.headerRun !== undefined) headers["x-mlflow-run-id"] = trace.headerRun;
      await post("/v1/traces", { resourceSpans: [{ scopeSpans: [{ spans: spansBody(id, trace) }] }] }, headers);
      return `tr-${id}`;
    },
  };
}

export type MlflowWriter = ReturnType<typeof mlflowWriter>;

const pairs = (values: Record<string, string> = {}) => Object.entries(values).map(([key, value]) => ({ key, value }));

function infoOf(run: unknown): unknown {
  return typeof run === "object" && run !== null && "info" in run ? run.info : run;
}

function idIn(answer: unknown, name: string): string {
  const found =
    typeof answer === "object" && answer !== null ? Object.entries(answer).find(([key]) => key === name) : [];
  if (typeof found?.[1] !== "string") throw new Error(`no ${name} in ${JSON.stringify(answer)}`);
  return found[1];
}

function infoBody(id: string, trace: TraceToWrite) {
  return {
    trace_info: {
      trace_id: `tr-${id}`,
      trace_location: { type: "MLFLOW_EXPERIMENT", mlflow_experiment: { experiment_id: trace.experimentId } },
      request_time: new Date(trace.startMs).toISOString(),
      execution_duration: `${(trace.durationMs ?? 1000) / 1000}s`,
      state: trace.failed ? "ERROR" : "OK",
      trace_metadata: trace.sourceRun === undefined ? {} : { "mlflow.sourceRun": trace.sourceRun },
      tags: { "mlflow.traceName": "workflow", ...trace.tags },
    },
  };
}

function spansBody(id: string, trace: TraceToWrite) {
  const root = hex(8);
  const end = trace.startMs + (trace.durationMs ?? 1000);
  const rootSpan = span(
    id,
    root,
    null,
    "workflow",
    trace.startMs,
    end,
    { "mlflow.spanType": "WORKFLOW" },
    trace.failed,
  );
  const calls = (trace.spans ?? []).map((call) =>
    span(id, hex(8), root, "llm", trace.startMs, end, {
      "mlflow.spanType": "CHAT_MODEL",
      "mlflow.llm.model": call.model,
      "mlflow.llm.provider": call.provider ?? "openai",
      "mlflow.chat.tokenUsage": JSON.stringify({
        input_tokens: call.inputTokens,
        output_tokens: call.outputTokens,
        total_tokens: call.inputTokens + call.outputTokens,
      }),
      ...(call.cost === undefined
        ? {}
        : { "mlflow.llm.cost": JSON.stringify({ input_cost: call.cost, output_cost: 0, total_cost: call.cost }) }),
    }),
  );
  return trace.withoutRoot ? calls : [rootSpan, ...calls];
}

function span(
  traceId: string,
  spanId: string,
  parent: string | null,
  name: string,
  startMs: number,
  endMs: number,
  attributes: Record<string, string>,
  failed = false,
) {
  return {
    traceId,
    spanId,
    ...(parent === null ? {} : { parentSpanId: parent }),
    name,
    startTimeUnixNano: `${startMs}000000`,
    endTimeUnixNano: `${endMs}000000`,
    attributes: Object.entries(attributes).map(([key, value]) => ({ key, value: { stringValue: value } })),
    status: { code: failed ? 2 : 1 },
  };
}

import { expect, test } from "vitest";
import { normaliseTrace, type TraceContext } from "./normalise-trace";
import { wireTrace } from "./wire";

const now = new Date("2026-05-01T12:00:00Z");
const context: TraceContext = {
  experimentName: "flow",
  experimentDeleted: false,
  linkedRun: null,
  hasRoot: true,
  models: [],
  now,
};

function trace(more: Record<string, unknown> = {}) {
  return wireTrace.parse({
    trace_id: "tr-1",
    trace_location: { mlflow_experiment: { experiment_id: "1" } },
    request_time: "2026-05-01T11:59:00.123456789Z",
    execution_duration: "1.234s",
    state: "OK",
    ...more,
  });
}

const priced = (total_cost: unknown, total_tokens: number) => ({
  trace_metadata: {
    "mlflow.trace.cost": JSON.stringify({ total_cost }),
    "mlflow.trace.tokenUsage": JSON.stringify({ input_tokens: total_tokens, output_tokens: 0, total_tokens }),
  },
});

test("a trace carries its cost, tokens and duration", () => {
  const record = normaliseTrace(trace(priced(0.00045, 1500)), context);
  expect(record).toMatchObject({ startedAt: "2026-05-01T11:59:00.123Z", endedAt: "2026-05-01T11:59:01.357Z" });
  expect(record.content).toMatchObject({ cost: "0.00045", inputTokens: 1500, durationMs: 1234, status: "completed" });
});

test("a price of zero is one only where tokens were counted", () => {
  expect(normaliseTrace(trace(priced(0, 100)), context).content.cost).toBe("0");
  expect(normaliseTrace(trace(priced(0, 0)), context).content.cost).toBeNull();
  expect(normaliseTrace(trace(priced("NaN", 100)), context).content.cost).toBeNull();
});

test("metadata that is cut or of another kind says nothing", () => {
  for (const text of ["{", "[1]", "null", '"x"'])
    expect(normaliseTrace(trace({ trace_metadata: { "mlflow.trace.cost": text } }), context).content.cost).toBeNull();
});

test("a trace belongs to the run it names, else to the one it is linked to, else to itself", () => {
  const named = trace({ trace_metadata: { "mlflow.sourceRun": "run-1" } });
  expect(normaliseTrace(named, context).executionKey).toBe("run-1");
  expect(normaliseTrace(trace(), { ...context, linkedRun: "run-2" }).executionKey).toBe("run-2");
  expect(normaliseTrace(trace(), context).executionKey).toBe("tr-1");
});

test("what a scorer left is an evaluation of its own, whatever run it names", () => {
  const scored = trace({
    tags: { "mlflow.trace.sourceScorer": "judge" },
    trace_metadata: { "mlflow.sourceRun": "run-1" },
  });
  expect(normaliseTrace(scored, context)).toMatchObject({ executionKey: "tr-1", content: { class: "evaluation" } });
});

test("an unfinished trace is open, rootless until its root comes, and given up after a day", () => {
  const unfinished = trace({ state: "IN_PROGRESS" });
  const fresh = normaliseTrace(unfinished, { ...context, hasRoot: false });
  expect(fresh).toMatchObject({ open: true, endedAt: null, content: { rootless: true, status: "running" } });
  const later = new Date("2026-05-02T12:00:00Z");
  const old = normaliseTrace(unfinished, { ...context, hasRoot: false, now: later });
  expect(old).toMatchObject({ open: false, content: { rootless: true, status: "abandoned" } });
});

test("the runtime's feedback counts where the server priced nothing", () => {
  const assessments = [{ assessment_name: "cost_usd", feedback: { value: 0.02 } }];
  expect(normaliseTrace(trace({ assessments }), context).content.cost).toBe("0.02");
});

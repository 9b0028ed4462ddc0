import { describe, expect, it } from "vitest";
import { type Execution, playExecution, totalsOf } from "./execution";
import { runRecord, timedOutRunRecord } from "./mlflow-records";
import { rootlessSpans, traceInfo, traceSpans } from "./trace-records";
import { workflowNamed } from "./workflows";

function execution(workflow: string, failureRate = 0, inputs?: Record<string, unknown>): Execution {
  return playExecution({
    seed: 1,
    key: workflow,
    workflow: workflowNamed(workflow),
    agentId: `${workflow}-01`,
    requestedAt: 1_760_000_000_000,
    failureRate,
    inputs,
  });
}

describe("what an execution leaves in MLflow", () => {
  it("is time and success alone where the trace holds the money", () => {
    const played = execution("support-triage");
    expect(runRecord(played).metrics).toEqual({ execution_time_ms: played.durationMs, success: 1 });
    expect(runRecord(played).tags.agent_id).toBe("support-triage-01");
    expect(runRecord(played).params).toMatchObject({ urgent: "False", language: expect.any(String) });
  });

  it("is success 0 and an error for one that failed, without a time", () => {
    const run = runRecord(execution("support-triage", 1));
    expect(run.metrics).toEqual({ success: 0 });
    expect(run.status).toBe("FAILED");
    expect(run.params.error).toMatch(/Error|Exception/);
  });

  it("has totals on the run with the older tracker, by provider too", () => {
    const played = execution("product-copy");
    const { metrics, params } = runRecord(played);
    const totals = totalsOf(played);
    const providers = Object.entries(metrics).filter(([key]) => /^provider_.*_cost_usd$/.test(key));
    expect(metrics.total_cost_usd).toBeCloseTo(totals.costUsd, 6);
    expect(metrics.total_tokens).toBe(totals.inputTokens + totals.outputTokens);
    expect(providers.reduce((sum, [, cost]) => sum + cost, 0)).toBeCloseTo(totals.costUsd, 6);
    expect(params.last_call_model).toBeTruthy();
  });

  it("names the workflow and the model in params with the oldest tracker", () => {
    const { metrics, params } = runRecord(execution("lead-scoring"));
    expect(metrics).toMatchObject({
      status: 1,
      duration_seconds: expect.any(Number),
      total_cost_usd: expect.any(Number),
    });
    expect(metrics).not.toHaveProperty("execution_time_ms");
    expect(params).toMatchObject({ workflow_name: "lead-scoring", global_model: expect.any(String) });
  });

  it("is a finished run that measures nothing where the call hit the time limit", () => {
    const slow = execution("market-brief", 0, { topic: "x", depth: 9 });
    expect(slow.timedOutCall).not.toBeNull();
    if (!slow.timedOutCall) return;
    const run = timedOutRunRecord(slow, slow.timedOutCall);
    expect(run).toMatchObject({ status: "FINISHED", metrics: {}, params: { timeout: "True" } });
    expect(runRecord(slow).name).toMatch(/^async_[0-9a-f]{8}$/);
    expect(rootlessSpans(slow, slow.timedOutCall).every(({ parentSpanId }) => parentSpanId !== undefined)).toBe(true);
  });

  it("ties a trace to its run, and leaves the command line's trace alone", () => {
    const played = execution("support-triage");
    expect(traceInfo(played, "7", "abc")).toMatchObject({ trace_metadata: { "mlflow.sourceRun": "abc" } });
    expect(traceInfo(played, "7", null).trace_metadata).not.toHaveProperty("mlflow.sourceRun");
  });

  it("has one root and model calls inside its time", () => {
    const spans = traceSpans(execution("invoice-extraction"));
    const [root, ...children] = spans;
    expect(spans.filter(({ parentSpanId }) => parentSpanId === undefined)).toEqual([root]);
    expect(children.every(({ parentSpanId }) => parentSpanId === root?.spanId)).toBe(true);
    for (const child of children) {
      expect(BigInt(child.startTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(root?.startTimeUnixNano ?? 0));
      expect(BigInt(child.endTimeUnixNano)).toBeLessThanOrEqual(BigInt(root?.endTimeUnixNano ?? 0));
    }
  });
});

import { describe, expect, test } from "vitest";
import { normaliseRun } from "./normalise-run";
import { wireRun } from "./wire";

const start = Date.UTC(2026, 4, 1, 12);
const now = new Date(start + 3_600_000);
type Metrics = Record<string, number | string>;

function run(metrics: Metrics = {}, params: Record<string, string> = {}, info: Record<string, unknown> = {}) {
  const pairs = (values: Record<string, unknown>) => Object.entries(values).map(([key, value]) => ({ key, value }));
  return wireRun.parse({
    info: { run_id: "r1", experiment_id: "1", status: "FINISHED", start_time: start, end_time: start + 5000, ...info },
    data: { metrics: pairs(metrics), params: pairs(params) },
  });
}
const content = (...of: Parameters<typeof run>) => normaliseRun(run(...of), "flow", now).content;

describe("the cost of a run", () => {
  test("is its own total", () => {
    expect(content({ total_cost_usd: 0.0123 })).toMatchObject({ cost: "0.0123", flags: [] });
  });

  test("is unknown where the total is zero: nobody measured", () => {
    expect(content({ total_cost_usd: 0, total_tokens: 500 })).toMatchObject({
      cost: null,
      flags: ["zero_cost_reported"],
    });
  });

  test("falls back to the sum of its providers, and says that these are last calls", () => {
    const seen = content({
      provider_openai_cost_usd: 0.1,
      provider_openai_tokens: 9,
      provider_google_genai_cost_usd: 0.2,
    });
    expect(seen).toMatchObject({ cost: null, fallbackCost: "0.3", flags: ["cost_of_last_calls"] });
    expect(seen.models.map(({ provider, cost }) => [provider, cost])).toEqual([
      ["google_genai", "0.2"],
      ["openai", "0.1"],
    ]);
  });

  test.each(["NaN", "Infinity", 1.7976931348623157e308, -1])("is unknown where the metric is %s", (value) => {
    expect(content({ total_cost_usd: value }).cost).toBeNull();
  });
});

describe("the duration of a run", () => {
  test.each<[Metrics, number, string]>([
    [{ execution_time_ms: 1234.4 }, 1234, "reported"],
    [{ execution_time_ms: "1234" }, 1234, "reported"],
    [{ duration_seconds: 1.5 }, 1500, "reported"],
    [{ execution_time_ms: "NaN" }, 5000, "clock"],
    [{ execution_time_ms: -3 }, 5000, "clock"],
  ])("out of %o is %i ms, %s", (metrics, durationMs, durationHow) => {
    expect(content(metrics)).toMatchObject({ durationMs, durationHow });
  });

  test("is unknown where the run ends before it starts", () => {
    expect(content({}, {}, { end_time: start - 1 })).toMatchObject({ durationMs: null, flags: ["ends_before_start"] });
  });
});

describe("the status of a run", () => {
  test("is handed over where a synchronous attempt timed out and left no figure", () => {
    expect(content({}, { timeout: "True" })).toMatchObject({ status: "handed_over", class: "handed_over" });
    expect(content({ success: 1 }, { timeout: "True" }).status).toBe("completed");
  });

  test("is abandoned where it has run for more than a day, or an hour after its outcome", () => {
    const day = 24 * 3_600_000;
    expect(content({}, {}, { status: "RUNNING" }).status).toBe("running");
    expect(content({}, {}, { status: "RUNNING", start_time: start - day }).status).toBe("abandoned");
    expect(content({ success: 0 }, {}, { status: "RUNNING", start_time: start - 1 }).status).toBe("abandoned");
  });

  test("keeps what the source calls it, known or not", () => {
    expect(content({}, {}, { status: "KILLED" })).toMatchObject({ status: "killed", sourceStatus: "KILLED" });
    expect(content({}, {}, { status: "BOGUS" })).toMatchObject({ status: "unknown", sourceStatus: "BOGUS" });
  });
});

test("a running run that was reopened has no end", () => {
  expect(normaliseRun(run({}, {}, { status: "RUNNING" }), "flow", now)).toMatchObject({ open: true, endedAt: null });
});

test.each([0, undefined, 1e18, -5])("a start of %s is unknown and says so", (start_time) => {
  const record = normaliseRun(run({}, {}, { start_time }), "flow", now);
  expect(record.startedAt).toBeNull();
  expect(record.content.flags).toContain("start_unknown");
});

test("a nested run belongs to its parent's execution", () => {
  const nested = wireRun.parse({
    info: { run_id: "child", experiment_id: "1" },
    data: { tags: [{ key: "mlflow.parentRunId", value: "root" }] },
  });
  expect(normaliseRun(nested, "flow", now)).toMatchObject({ externalId: "child", executionKey: "root" });
});

test("the workflow is the run's own word, else its experiment", () => {
  expect(content({}, { workflow_name: "named" }).workflow).toBe("named");
  expect(content().workflow).toBe("flow");
});

test("hostile text is kept harmless and short", () => {
  const seen = content({}, { error: `\u0000\ud800${"x".repeat(20_000)}` });
  expect(seen.error).toHaveLength(16 * 1024);
  expect(seen.error?.startsWith("\ufffd\ufffdx")).toBe(true);
});

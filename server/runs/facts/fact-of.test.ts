import { describe, expect, test } from "vitest";
import { factOf } from "./fact-of";
import { type HeldRecord, NO_CONTENT, type RecordContent, type RecordKind } from "./record";

const at = "2026-05-01T12:00:00.000Z";

function record(
  kind: RecordKind,
  externalId: string,
  content: Partial<RecordContent> = {},
  more: Partial<HeldRecord> = {},
) {
  const base: HeldRecord = {
    kind,
    externalId,
    executionKey: "r1",
    startedAt: at,
    endedAt: at,
    open: false,
    version: null,
    firstSeenAt: "2026-05-01T13:00:00.000Z",
    goneAt: null,
    content: { ...NO_CONTENT, workflow: "flow", status: "completed", sourceStatus: "FINISHED", ...content },
  };
  return { ...base, ...more };
}

const usage = (model: string, cost: string | null) => ({
  provider: "openai",
  model,
  calls: 1,
  inputTokens: 10,
  outputTokens: 5,
  cacheReadTokens: null,
  cacheWriteTokens: null,
  cost,
});

describe("whose money counts", () => {
  test("the run's own total stands beside a trace that claims more", () => {
    expect(factOf([record("run", "r1", { cost: "0.1" }), record("trace", "t1", { cost: "0.9" })])?.cost).toBe("0.1");
  });

  test("without one all its traces' money counts", () => {
    const traces = [record("trace", "t1", { cost: "0.1" }), record("trace", "t2", { cost: "0.2" })];
    expect(factOf([record("run", "r1", { fallbackCost: "9" }), ...traces])?.cost).toBe("0.3");
  });

  test("without traces its providers' sum counts, without these its nested runs'", () => {
    expect(factOf([record("run", "r1", { fallbackCost: "0.4" })])?.cost).toBe("0.4");
    const nested = [record("run", "n1", { cost: "0.1" }), record("run", "n2", { fallbackCost: "0.2" })];
    expect(factOf([record("run", "r1"), ...nested])?.cost).toBe("0.3");
    expect(factOf([record("run", "r1", { cost: "0.5" }), ...nested])?.cost).toBe("0.5");
  });

  test("unknown stays unknown", () => {
    expect(factOf([record("run", "r1"), record("trace", "t1")])?.cost).toBeNull();
  });

  test("money of a trace that is gone is gone", () => {
    expect(factOf([record("run", "r1"), record("trace", "t1", { cost: "1" }, { goneAt: at })])?.cost).toBeNull();
  });
});

test("the split by model is the traces', and what it leaves of the cost stays visible", () => {
  const run = record("run", "r1", { models: [usage("metrics", "1")] });
  const fact = factOf([run, record("trace", "t1", { cost: "1", models: [usage("b", "0.25"), usage("a", "0.5")] })]);
  expect(fact?.models.map(({ model, cost }) => [model, cost])).toEqual([
    ["", "0.25"],
    ["a", "0.5"],
    ["b", "0.25"],
  ]);
});

test("a trace without its root is no execution, nor does it carry one", () => {
  expect(factOf([record("trace", "t1", { rootless: true, cost: "1" })])).toBeNull();
  expect(factOf([])).toBeNull();
});

test("an execution starts when it was first seen where nobody says when it did", () => {
  expect(factOf([record("run", "r1", {}, { startedAt: null })])?.startedAt).toBe("2026-05-01T13:00:00.000Z");
});

test("a run that is gone takes its execution along, though its trace is there", () => {
  expect(factOf([record("run", "r1", {}, { goneAt: at }), record("trace", "t1")])?.goneAt).toBe(at);
});

test("the error's class is the exception it begins with", () => {
  expect(factOf([record("run", "r1", { error: "httpx.ReadTimeout: no answer" })])?.errorClass).toBe(
    "httpx.ReadTimeout",
  );
  expect(factOf([record("run", "r1", { error: "it broke" })])?.errorClass).toBeNull();
});

import { expect, test } from "vitest";
import type { Line, Usage } from "./queries";
import {
  authorityWords,
  changeOf,
  changeWords,
  costBasis,
  costChange,
  costPerRun,
  costVerdict,
  coverageShares,
  driverSentence,
  knownCost,
  lineName,
  unknownSentence,
} from "./usage-words";

const cost = (reported: number, estimated: number, unknown: number, costUsd: string) => ({
  costUsd,
  coverage: { reported, estimated, unknown },
});

const totals = (runs: number, costUsd: string, unknown = 0): Usage["totals"] => ({
  runs,
  failed: 0,
  costRuns: runs,
  estimatedUsd: "0",
  inputTokens: 0,
  outputTokens: 0,
  durationMs: null,
  ...cost(runs - unknown, 0, unknown, costUsd),
});

const line = (key: string, costUsd: string): Line => ({ key, label: key, points: [], totals: totals(10, costUsd) });

function usage(now: Usage["totals"], before: Usage["totals"], series: Line[] = []): Usage {
  return {
    from: "2026-11-10T00:00:00.000Z",
    to: "2026-11-24T00:00:00.000Z",
    tz: "UTC",
    interval: "day",
    groupBy: "workflow",
    series,
    totals: now,
    previous: { from: "2026-10-27T00:00:00.000Z", to: "2026-11-10T00:00:00.000Z", ...before },
    evaluation: { runs: 0, costUsd: "0" },
    failures: { runs: 0, ...cost(0, 0, 0, "0") },
    authority: [],
    restatements: [],
    asOf: "2026-11-24T00:00:00.000Z",
    completeThrough: null,
  };
}

const fortnight = { kind: "sliding", amount: 14, unit: "d" } as const;

test("a cost of which nothing is known is unknown, never zero", () => {
  expect(knownCost(cost(0, 0, 3, "0"))).toBeNull();
  expect(knownCost(cost(1, 0, 3, "0.5"))).toBe("0.5");
  expect(knownCost({ ...cost(0, 0, 0, "0"), runs: 2 })).toBeNull();
});

test("without a run the cost is zero, since nothing was spent", () => {
  expect(knownCost(cost(0, 0, 0, "0"))).toBe("0");
  expect(coverageShares({ reported: 0, estimated: 0, unknown: 0 })).toBeNull();
});

test("a run's cost divides by the runs whose cost is known", () => {
  expect(Number(costPerRun(cost(3, 1, 6, "2")))).toBe(0.5);
  expect(costPerRun(cost(0, 0, 6, "0"))).toBeNull();
});

test("nothing before gives no change, and neither do a few runs against hundreds", () => {
  expect(changeOf(5, 0)).toBeNull();
  expect(changeOf(3, 2)).toBe(0.5);
  expect(costChange(cost(100, 0, 0, "3"), cost(90, 0, 0, "2"))).toBe(0.5);
  expect(costChange(cost(100, 0, 0, "3"), cost(4, 0, 0, "2"))).toBeNull();
  expect(costChange(cost(100, 0, 0, "3"), cost(0, 0, 90, "0"))).toBeNull();
});

test("a change of many times is written as a factor", () => {
  expect(changeWords(0.084)).toBe("+8.4 %");
  expect(changeWords(138)).toBe("×139");
});

test("records and runs are told apart only where they differ", () => {
  expect(costBasis({ runs: 4, costRuns: 4 })).toBeNull();
  expect(costBasis({ runs: 4, costRuns: 1200 })).toBe("4 runs, cost of 1,200 records");
});

test("the verdict says the amount, the time and how it moved", () => {
  const verdict = (now: Usage["totals"], before: Usage["totals"]) => costVerdict(usage(now, before), fortnight);
  expect(verdict(totals(10, "3"), totals(10, "2"))).toBe("$3.00 in 14 days, 50.0 % more than the 14 days before.");
  expect(verdict(totals(10, "1"), totals(10, "2"))).toBe("$1.00 in 14 days, 50.0 % less than the 14 days before.");
  expect(verdict(totals(10, "3"), totals(0, "0"))).toBe("$3.00 in 14 days.");
  expect(verdict(totals(10, "0", 10), totals(0, "0"))).toBe("10 runs in 14 days; the cost of none is known.");
  expect(verdict(totals(0, "0"), totals(0, "0"))).toBe("No run started in this range.");
});

test("what grew most drives the cost; without a base it is what costs most", () => {
  const now = usage(totals(20, "12"), totals(20, "9"), [line("a", "7"), line("b", "5")]);
  const before = usage(totals(20, "9"), totals(0, "0"), [line("a", "8"), line("b", "1")]);
  expect(driverSentence(now, before, "workflow")).toBe("b grew most, by $4.00.");
  expect(driverSentence(now, undefined, "workflow")).toBe("a costs most, $7.00.");
});

test("how much is unknown is said only where something is", () => {
  expect(unknownSentence(cost(9, 0, 1, "1"))).toBe("The cost of 10.0 % of runs is unknown.");
  expect(unknownSentence(cost(9, 0, 0, "1"))).toBeNull();
});

test("the sources that speak are named, each once", () => {
  const authority = [
    { workflow: "a", runs: "1", cost: "2" },
    { workflow: "b", runs: "1", cost: "2" },
  ];
  const named = [
    { id: "1", name: "Postgres" },
    { id: "2", name: "MLflow" },
  ];
  expect(authorityWords({ authority }, named)).toBe("Runs from Postgres, cost from MLflow.");
  expect(authorityWords({ authority: [{ workflow: "a", runs: "1", cost: "1" }] }, named)).toBe(
    "Runs and cost from Postgres.",
  );
  expect(authorityWords({ authority: [] }, named)).toBe("Runs and cost from no source.");
});

test("what no source attributes is called so", () => {
  expect(lineName({ key: "", label: "" }, "model")).toBe("model unknown");
  expect(lineName({ key: "", label: "" }, "source")).toBe("not attributed");
  expect(lineName({ key: "a", label: "a\u202e" }, "model")).toBe("a");
});

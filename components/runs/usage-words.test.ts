import { expect, test } from "vitest";
import { changeOf, costBasis, costPerRun, coverageShares, knownCost } from "./usage-words";

const totals = (reported: number, estimated: number, unknown: number, costUsd: string) => ({
  costUsd,
  coverage: { reported, estimated, unknown },
});

test("a cost of which nothing is known is unknown, never zero", () => {
  expect(knownCost(totals(0, 0, 3, "0"))).toBeNull();
  expect(knownCost(totals(1, 0, 3, "0.5"))).toBe("0.5");
});

test("without a run the cost is zero, since nothing was spent", () => {
  expect(knownCost(totals(0, 0, 0, "0"))).toBe("0");
  expect(coverageShares({ reported: 0, estimated: 0, unknown: 0 })).toBeNull();
});

test("a run's cost divides by the runs whose cost is known", () => {
  expect(Number(costPerRun(totals(3, 1, 6, "2")))).toBe(0.5);
  expect(costPerRun(totals(0, 0, 6, "0"))).toBeNull();
});

test("nothing before gives no change", () => {
  expect(changeOf(5, 0)).toBeNull();
  expect(changeOf(3, 2)).toBe(0.5);
});

test("records and runs are told apart only where they differ", () => {
  expect(costBasis({ runs: 4, costRuns: 4 })).toBeNull();
  expect(costBasis({ runs: 4, costRuns: 1200 })).toBe("cost of 1,200 records, 4 runs");
});

import { expect, test } from "vitest";
import type { Line, Totals } from "./queries";
import { sortedLines } from "./sorted-lines";

const line = (key: string, runs: number): Line => ({
  key,
  label: key,
  points: [],
  totals: {
    runs,
    failed: 0,
    costRuns: 0,
    costUsd: "0",
    estimatedUsd: "0",
    coverage: { reported: 0, estimated: 0, unknown: 0 },
    inputTokens: 0,
    outputTokens: 0,
    durationMs: null,
  },
});

const figures = [{ column: { key: "runs" }, by: ({ runs }: Totals) => (runs === 0 ? null : runs) }];
const order = (sort: string) =>
  sortedLines([line("other", 9), line("", 8), line("a", 1), line("none", 0), line("b", 5)], [], figures, sort).map(
    ({ key }) => key,
  );

test("the most comes first or last, what is unknown after it, the rest and the unattributed at the end", () => {
  expect(order("-runs")).toEqual(["b", "a", "none", "other", ""]);
  expect(order("runs")).toEqual(["a", "b", "none", "other", ""]);
});

test("a column that there is not sorts by runs", () => {
  expect(order("-nothing")).toEqual(["b", "a", "none", "other", ""]);
});

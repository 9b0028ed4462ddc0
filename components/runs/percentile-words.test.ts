import { expect, test } from "vitest";
import { percentileMeans } from "./percentile-words";

test("a percentile of few runs says that it is the slowest of them", () => {
  expect(percentileMeans("p95", 19)).toBe("the slowest of only 19");
  expect(percentileMeans("p99", 1)).toBe("of a single run");
});

test("of enough runs it needs no word, and neither does a median", () => {
  expect(percentileMeans("p95", 20)).toBeNull();
  expect(percentileMeans("p99", 100)).toBeNull();
  expect(percentileMeans("p50", 1)).toBeNull();
});

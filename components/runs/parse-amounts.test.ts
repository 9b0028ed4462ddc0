import { expect, test } from "vitest";
import { parseDuration, parseUsd } from "./parse-amounts";

test.each([
  ["500ms", 500],
  ["30 s", 30_000],
  ["1.5m", 90_000],
  ["2H", 7_200_000],
  ["45", 45_000],
  ["soon", null],
  ["-1s", null],
  ["", null],
])("a duration written as %j is %j milliseconds", (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each([
  ["0.05", "0.05"],
  ["$12", "12"],
  ["1e3", null],
  ["-1", null],
  [".5", null],
])("an amount written as %j is %j dollars", (text, usd) => {
  expect(parseUsd(text)).toBe(usd);
});

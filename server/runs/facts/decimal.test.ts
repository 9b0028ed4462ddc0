import { expect, test } from "vitest";
import { dollarsLeft, sumDollars, toDollars } from "./decimal";

test("an amount keeps the shortest text of its number", () => {
  expect(toDollars(0.1)).toBe("0.1");
  expect(toDollars(0.00045)).toBe("0.00045");
  expect(toDollars(1e-7)).toBe("0.0000001");
  expect(toDollars(12)).toBe("12");
});

test("an amount is rounded at ten places", () => {
  expect(toDollars(1.23456789015e-5)).toBe("0.0000123457");
  expect(toDollars(4e-11)).toBe("0");
});

test("what is no amount is null", () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 1.797e308, -0.01, null])
    expect(toDollars(value)).toBeNull();
});

test("sums of cents are exact where floats are not", () => {
  expect(sumDollars(["0.1", "0.2"])).toBe("0.3");
  expect(sumDollars([])).toBe("0");
});

test("what is left of an amount is never negative", () => {
  expect(dollarsLeft("0.3", "0.1")).toBe("0.2");
  expect(dollarsLeft("0.1", "0.1")).toBeNull();
  expect(dollarsLeft("0.1", "0.2")).toBeNull();
});

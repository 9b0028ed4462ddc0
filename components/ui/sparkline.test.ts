import { expect, it } from "vitest";
import { sparkPath } from "./sparkline";

it("breaks the line where a value is missing and keeps a lone one in sight", () => {
  expect(sparkPath([1, 2, null, 2], 30, 12)).toBe("M0.0 6.0L10.0 1.0M30.0 1.0h0.01");
});

it("draws zeros on the floor, and nothing where nothing is known", () => {
  expect(sparkPath([0, 0], 10, 12)).toBe("M0.0 11.0L10.0 11.0");
  expect(sparkPath([null, null], 10, 12)).toBe("");
  expect(sparkPath([], 10, 12)).toBe("");
});

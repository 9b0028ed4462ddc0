import { expect, it } from "vitest";
import { rowAfter } from "./use-row-keys";

it("starts at the nearer end and stops at the ends", () => {
  expect(rowAfter(-1, 1, 5)).toBe(0);
  expect(rowAfter(-1, -1, 5)).toBe(4);
  expect(rowAfter(4, 1, 5)).toBe(4);
  expect(rowAfter(0, -1, 5)).toBe(0);
  expect(rowAfter(2, 1, 5)).toBe(3);
});

import { expect, test } from "vitest";
import { median } from "./define-bench";

test("the median is the middle one, or the mean of the two in the middle", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
});

test("nothing has no median", () => {
  expect(median([])).toBeNaN();
});

import { expect, test } from "vitest";
import { keepOrder, movedCount } from "./steady-order";

const rows = (...ids: string[]) => ids.map((id) => ({ id, note: `fresh ${id}` }));

test("rows keep their places while their contents are fresh", () => {
  expect(keepOrder(["a", "b", "c"], rows("c", "a", "b"))).toEqual(rows("a", "b", "c"));
});

test("what is new comes last and what is gone leaves", () => {
  expect(keepOrder(["a", "b"], rows("n", "b"))).toEqual(rows("b", "n"));
});

test("the rows that would move are counted", () => {
  expect(movedCount(rows("a", "b", "c"), rows("a", "b", "c"))).toBe(0);
  expect(movedCount(rows("a", "b", "c"), rows("b", "a", "c"))).toBe(2);
});

import { expect, test } from "vitest";
import { isId, newId } from "./ids";

test("ids of later milliseconds sort after earlier ones", () => {
  const ids = [1_000, 1_001, 1_700_000_000_000, 1_900_000_000_000].map((at) => newId(at));
  expect([...ids].sort()).toEqual(ids);
});

test("an id is a version 7 UUID of the RFC's variant", () => {
  expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test.each(["", "1", "__proto__", "01234567-89ab-7def-8123-456789abcdeg"])("“%s” is no id", (text) => {
  expect(isId(text)).toBe(false);
});

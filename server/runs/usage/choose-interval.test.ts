import { expect, test } from "vitest";
import { checkRange, chooseInterval } from "./choose-interval";

const start = new Date("2026-03-01T00:00:00Z");
const after = (hours: number) => new Date(start.getTime() + hours * 3_600_000);

test("an interval left to Muster grows with the range", () => {
  const chosen = [6, 24, 96, 97, 2400, 9000, 20_000].map((hours) => chooseInterval("auto", start, after(hours)));
  expect(chosen).toEqual(["15min", "hour", "hour", "day", "day", "week", "month"]);
});

test("a range that is empty or cut too fine is refused by its field", () => {
  expect(() => checkRange(start, start, "day")).toThrow("empty");
  expect(() => checkRange(start, after(24 * 365), "15min")).toThrow("too many intervals");
  expect(() => checkRange(start, after(24 * 366 * 60), "month")).toThrow("too long");
  expect(() => checkRange(start, after(24 * 365), "day")).not.toThrow();
});

import { expect, test } from "vitest";
import { offeredIntervals } from "./usage-params";

const span = (hours: number) => ({
  from: "2026-11-01T00:00:00.000Z",
  to: new Date(Date.parse("2026-11-01T00:00:00.000Z") + hours * 3_600_000).toISOString(),
});

test("only intervals that cut the range into a readable number of bars are offered", () => {
  expect(offeredIntervals(span(1), "15min")).toEqual(["15min"]);
  expect(offeredIntervals(span(24 * 14), "day")).toEqual(["hour", "day", "week"]);
  expect(offeredIntervals(span(24 * 365), "week")).toEqual(["day", "week", "month"]);
});

test("the interval that is shown stays among them", () => {
  expect(offeredIntervals(span(24 * 90), "hour")).toContain("hour");
});

import { describe, expect, it } from "vitest";
import { stepFor, timeRange } from "./time-range";

const now = new Date("2026-02-28T12:00:00Z");

describe("the asked range", () => {
  it("is the last day by default", () => {
    expect(timeRange({}, now)).toEqual({ from: new Date("2026-02-27T12:00:00Z"), to: now });
  });

  it.each([
    [now, now],
    [new Date("2026-03-01T00:00:00Z"), now],
    [new Date("2016-01-01T00:00:00Z"), now],
  ])("from %s to %s is refused", (from, to) => {
    expect(() => timeRange({ from, to }, now)).toThrow("The range is");
  });
});

it.each([
  [1, 60_000],
  [24, 15 * 60_000],
  [24 * 7, 60 * 60_000],
  [24 * 30, 6 * 3_600_000],
  [24 * 400, 3 * 86_400_000],
])("%d hours are cut into at most 200 points", (hours, stepMs) => {
  const range = { from: new Date(now.getTime() - hours * 3_600_000), to: now };
  expect(stepFor(range)).toBe(stepMs);
});

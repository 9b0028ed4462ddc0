import { expect, test } from "vitest";
import { changeOf, overviewRanges } from "./ranges";

test("today begins at the zone's midnight and is compared with yesterday up to the same time of day", () => {
  const { today, yesterday, day } = overviewRanges(Date.parse("2026-11-24T02:12:34.500Z"), "Europe/Berlin");
  expect(today).toEqual({ from: "2026-11-23T23:00:00.000Z", to: "2026-11-24T02:13:00.000Z" });
  expect(yesterday).toEqual({ from: "2026-11-22T23:00:00.000Z", to: "2026-11-23T02:13:00.000Z" });
  expect(day).toEqual({ from: "2026-11-23T02:13:00.000Z", to: "2026-11-24T02:13:00.000Z" });
});

test("after the clocks went back the same part of yesterday ends at the same time on the wall, not after as many hours", () => {
  const { today, yesterday } = overviewRanges(Date.parse("2026-10-25T11:00:00.000Z"), "Europe/Berlin");
  expect(Date.parse(today.to) - Date.parse(today.from)).toBe(13 * 3_600_000);
  expect(Date.parse(yesterday.to) - Date.parse(yesterday.from)).toBe(12 * 3_600_000);
  expect(yesterday.to).toBe("2026-10-24T10:00:00.000Z");
});

test("a day that has just begun still compares two ranges that are not empty", () => {
  const { today, yesterday } = overviewRanges(Date.parse("2026-11-24T00:00:00.000Z"), "UTC");
  expect(today.from).toBe("2026-11-24T00:00:00.000Z");
  expect(yesterday).toEqual({ from: "2026-11-23T00:00:00.000Z", to: "2026-11-23T00:01:00.000Z" });
});

test("a change from nothing is no change that can be told", () => {
  expect(changeOf(3, 0)).toBeNull();
  expect(changeOf(null, 2)).toBeNull();
  expect(changeOf(3, 2)).toBeCloseTo(0.5);
});

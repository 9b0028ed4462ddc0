import { describe, expect, it } from "vitest";
import { parseRange, rangeLabel, rangePresets, rangeText, resolveRange, type TimeRange } from "./time-range";

const now = Date.parse("2026-11-24T02:12:34Z");

function range(text: string): TimeRange {
  const parsed = parseRange(text);
  if (!parsed) throw new Error(`${text} is no range`);
  return parsed;
}

describe("parseRange", () => {
  it("reads back every preset and every fixed range it writes", () => {
    for (const { text } of rangePresets) expect(rangeText(range(text))).toBe(text);
    const fixed = rangeText(range("2026-11-01T00:00Z..2026-11-05T00:00Z"));
    expect(rangeText(range(fixed))).toBe(fixed);
  });

  it.each(["", "soon", "0h", "9999d", "7y", "2026-11-05..2026-11-01", "a..b", "1h..2h..3h"])("refuses %j", (text) => {
    expect(parseRange(text)).toBeNull();
  });
});

describe("resolveRange", () => {
  it("ends a sliding range at the next full minute", () => {
    expect(resolveRange(range("24h"), now, "UTC")).toEqual({
      from: "2026-11-23T02:13:00.000Z",
      to: "2026-11-24T02:13:00.000Z",
    });
  });

  it("cuts today and yesterday at the zone's midnight", () => {
    expect(resolveRange(range("today"), now, "Europe/Berlin").from).toBe("2026-11-23T23:00:00.000Z");
    expect(resolveRange(range("yesterday"), Date.parse("2026-10-26T12:00:00Z"), "Europe/Berlin")).toEqual({
      from: "2026-10-24T22:00:00.000Z",
      to: "2026-10-25T23:00:00.000Z",
    });
  });
});

it("names presets, own lengths and fixed ranges", () => {
  const write = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  expect(rangeLabel(range("24h"), write)).toBe("Last 24 hours");
  expect(rangeLabel(range("36h"), write)).toBe("Last 36h");
  expect(rangeLabel(range("2026-11-01..2026-11-05"), write)).toBe("2026-11-01 to 2026-11-05");
});

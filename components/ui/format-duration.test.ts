import { describe, expect, it } from "vitest";
import { durationUnit, formatAge, formatDuration } from "./format-duration";

describe("formatDuration", () => {
  it.each([
    [0, "0 ms"],
    [0.3, "<1 ms"],
    [840, "840 ms"],
    [999.6, "1.0 s"],
    [4200, "4.2 s"],
    [59_949, "59.9 s"],
    [59_960, "1 m 00 s"],
    [192_000, "3 m 12 s"],
    [3_599_700, "1 h 00 m"],
    [11_040_000, "3 h 04 m"],
    [5 * 86_400_000 + 3 * 3_600_000, "5 d 03 h"],
    [19 * 86_400_000 + 5 * 3_600_000, "19 d"],
    [-1500, "−1.5 s"],
  ])("writes %d ms as %s", (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it("does not invent a figure for what is no number", () => {
    expect(formatDuration(Number.NaN)).toBe("unknown");
  });
});

describe("formatAge", () => {
  it("counts whole seconds and never runs below zero", () => {
    expect(formatAge(4999)).toBe("4 s");
    expect(formatAge(-20)).toBe("0 s");
    expect(formatAge(3_513_900)).toBe("58 m 33 s");
  });
});

describe("durationUnit", () => {
  it("picks one unit for a whole axis", () => {
    expect(durationUnit(400)).toEqual({ divisor: 1, suffix: "ms", decimals: 0 });
    expect(durationUnit(42_000)).toEqual({ divisor: 1000, suffix: "s", decimals: 0 });
    expect(durationUnit(5 * 3_600_000)).toEqual({ divisor: 3_600_000, suffix: "h", decimals: 1 });
  });
});

import { describe, expect, it } from "vitest";
import { formatChange, formatCount, formatCountShort, formatPercent } from "./format-count";

describe("formatCount", () => {
  it("parts thousands", () => {
    expect(formatCount(4812)).toBe("4,812");
    expect(formatCount(Number.NaN)).toBe("unknown");
  });

  it("shortens only what is large", () => {
    expect(formatCountShort(9999)).toBe("9,999");
    expect(formatCountShort(88_400_000)).toBe("88.4 M");
    expect(formatCountShort(999_960)).toBe("1.0 M");
    expect(formatCountShort(12_340)).toBe("12.3 k");
  });
});

describe("formatPercent", () => {
  it("never rounds up to the whole nor down to none", () => {
    expect(formatPercent(0.99999, 2)).toBe("99.99 %");
    expect(formatPercent(1, 2)).toBe("100.00 %");
    expect(formatPercent(0.00001)).toBe("0.1 %");
    expect(formatPercent(0)).toBe("0.0 %");
  });
});

describe("formatChange", () => {
  it("carries its sign, and says new where there was nothing", () => {
    expect(formatChange(0.062)).toBe("+6.2 %");
    expect(formatChange(-0.214)).toBe("−21.4 %");
    expect(formatChange(0.0001)).toBe("±0.0 %");
    expect(formatChange(Number.POSITIVE_INFINITY)).toBe("new");
  });
});

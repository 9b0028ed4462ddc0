import { describe, expect, it } from "vitest";
import type { Unit } from "@/components/charts/model";
import { tickWriter, valueTicks, writeValue } from "./value-axis";

describe("valueTicks", () => {
  it("starts at zero and covers the largest", () => {
    expect(valueTicks(49.4, "usd")).toEqual([0, 20, 40, 60]);
    expect(valueTicks(80, "usd")).toEqual([0, 20, 40, 60, 80]);
    expect(valueTicks(0.0042, "usd")).toEqual([0, 0.002, 0.004, 0.006]);
  });

  it("counts in whole things", () => {
    expect(valueTicks(2, "count")).toEqual([0, 1, 2]);
  });

  it("steps time by the clock", () => {
    expect(valueTicks(190_000, "ms")).toEqual([0, 60_000, 120_000, 180_000, 240_000]);
    expect(valueTicks(46_000, "ms")).toEqual([0, 15_000, 30_000, 45_000, 60_000]);
  });

  it("has an axis where there is nothing but zero", () => {
    expect(valueTicks(0, "count")).toEqual([0, 1]);
    expect(valueTicks(Number.NaN, "usd")).toEqual([0, 1]);
  });
});

describe("tickWriter", () => {
  const written = (largest: number, unit: Unit) => {
    const ticks = valueTicks(largest, unit);
    return ticks.map(tickWriter(ticks, unit));
  };

  it("writes one unit with one precision down the axis", () => {
    expect(written(49.4, "usd")).toEqual(["0", "$20", "$40", "$60"]);
    expect(written(0.0042, "usd")).toEqual(["0", "$0.002", "$0.004", "$0.006"]);
    expect(written(190_000, "ms")).toEqual(["0", "1 m", "2 m", "3 m", "4 m"]);
    expect(written(0.19, "percent")).toEqual(["0 %", "5 %", "10 %", "15 %", "20 %"]);
  });
});

it("prints the exact string of money, not the number drawn", () => {
  expect(writeValue(0.1 + 0.2, "usd", "0.35")).toBe("$0.35");
  expect(writeValue(1234, "count")).toBe("1,234");
});

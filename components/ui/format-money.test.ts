import { describe, expect, it } from "vitest";
import { columnDecimals, formatUsd, formatUsdExact } from "./format-money";

describe("formatUsd", () => {
  it.each([
    ["0", "$0.00"],
    ["0.0042", "$0.0042"],
    ["0.0000213", "$0.000021"],
    ["0.84", "$0.84"],
    ["0.09999", "$0.10"],
    ["12.4", "$12.40"],
    ["1204.125", "$1,204.13"],
    ["9999.999", "$10.0 k"],
    ["18243.55", "$18.2 k"],
    ["1240000", "$1.24 M"],
    ["-3.1", "−$3.10"],
    ["-0.0", "$0.00"],
  ])("writes %s as %s", (usd, text) => {
    expect(formatUsd(usd)).toBe(text);
  });

  it("keeps what a float would lose", () => {
    expect(formatUsdExact("9007199254740993.01")).toBe("$9,007,199,254,740,993.01");
    expect(formatUsdExact("0.10000000000000000001")).toBe("$0.10000000000000000001");
  });

  it("writes a column with one precision", () => {
    const column = ["14.72", "0.84", "0.0042"];
    const decimals = columnDecimals(column);
    expect(column.map((usd) => formatUsd(usd, decimals))).toEqual(["$14.72", "$0.84", "$0.00"]);
    expect(columnDecimals(["0.0122", "0.0042"])).toBe(4);
  });

  it("says unknown for what is no decimal", () => {
    expect(formatUsd("1e5")).toBe("unknown");
    expect(formatUsdExact("")).toBe("unknown");
  });
});

describe("formatUsdExact", () => {
  it("drops only zeros that say nothing", () => {
    expect(formatUsdExact("12.400000")).toBe("$12.40");
    expect(formatUsdExact("12.4005000")).toBe("$12.4005");
    expect(formatUsdExact("0")).toBe("$0.00");
    expect(formatUsdExact("0.000")).toBe("$0.00");
  });
});

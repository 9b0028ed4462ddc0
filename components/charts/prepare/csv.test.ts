import { expect, it } from "vitest";
import type { ChartData } from "@/components/charts/model";
import { chartCsv } from "./csv";

const data: ChartData = {
  unit: "usd",
  zone: "UTC",
  asOf: "2026-11-24T00:00:00Z",
  precision: "exact",
  buckets: [
    { from: "2026-11-22T00:00:00Z", to: "2026-11-23T00:00:00Z" },
    { from: "2026-11-23T00:00:00Z", to: "2026-11-24T00:00:00Z" },
  ],
  series: [
    { key: "a", label: '=HYPERLINK("x")', colour: "red", values: [0.1, null], exact: ["0.10000000000000000001", null] },
    { key: "b", label: "b, c", colour: "red", values: [0, -2] },
  ],
};

it("keeps money exact, a gap empty and zero zero", () => {
  const [, first, second] = chartCsv(data).split("\r\n");
  expect(first).toBe("2026-11-22T00:00:00Z,2026-11-23T00:00:00Z,0.10000000000000000001,0");
  expect(second).toBe("2026-11-23T00:00:00Z,2026-11-24T00:00:00Z,,-2");
});

it("tames a name that a spreadsheet would run", () => {
  expect(chartCsv(data).split("\r\n")[0]).toBe(`from,to,"'=HYPERLINK(""x"")","b, c"`);
});

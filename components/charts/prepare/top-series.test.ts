import { describe, expect, it } from "vitest";
import type { Series } from "@/components/charts/model";
import { largestValue, OTHER_KEY, tallestStack, topSeries } from "./top-series";

const series = (key: string, ...values: (number | null)[]): Series => ({
  key,
  label: key,
  colour: `colour of ${key}`,
  values,
});

describe("topSeries", () => {
  it("keeps seven of two hundred and loses nothing of the sum", () => {
    const many = Array.from({ length: 200 }, (_, index) => series(`w${index}`, index, null));
    const top = topSeries(many);
    expect(top.map(({ key }) => key)).toEqual(["w199", "w198", "w197", "w196", "w195", "w194", "w193", OTHER_KEY]);
    expect(top.at(-1)?.label).toBe("other, 193");
    expect(top.reduce((sum, { values }) => sum + (values[0] ?? 0), 0)).toBe((199 * 200) / 2);
  });

  it("keeps a gap a gap in the sum, and zero zero", () => {
    const many = Array.from({ length: 9 }, (_, index) => series(`w${index}`, 10 - index, null, 0));
    expect(topSeries(many).at(-1)?.values).toEqual([5, null, 0]);
  });

  it("joins the API's own rest with what is folded here", () => {
    const many = [...Array.from({ length: 8 }, (_, index) => series(`w${index}`, 10)), series(OTHER_KEY, 7)];
    const top = topSeries(many);
    expect(top).toHaveLength(8);
    expect(top.at(-1)).toMatchObject({ key: OTHER_KEY, label: "other", values: [17] });
  });

  it("lets no two in sight share a colour, and moves only the smaller", () => {
    const shared = [5, 9, 7].map((value, index) => ({ ...series(`w${index}`, value), colour: "var(--chart-3)" }));
    const top = topSeries(shared);
    expect(top.map(({ key }) => key)).toEqual(["w1", "w2", "w0"]);
    expect(top[0]?.colour).toBe("var(--chart-3)");
    expect(new Set(top.map(({ colour }) => colour)).size).toBe(3);
  });

  it("needs no other for one series with one point", () => {
    expect(topSeries([series("a", 3)])).toEqual([series("a", 3)]);
    expect(topSeries([])).toEqual([]);
  });
});

it("measures the tallest stack and the largest value past gaps", () => {
  const two = [series("a", 1, 5), series("b", 1, null)];
  expect(tallestStack(two, 2)).toBe(5);
  expect(tallestStack([series("a", 4), series("b", 3)], 1)).toBe(7);
  expect(largestValue(two)).toBe(5);
  expect(largestValue([])).toBe(0);
});

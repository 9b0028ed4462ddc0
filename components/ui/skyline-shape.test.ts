import { describe, expect, it } from "vitest";
import { type StatusSpan, skylineBlocks, skylineWords } from "./skyline-shape";

const range = { fromMs: Date.parse("2026-11-23T00:00:00Z"), toMs: Date.parse("2026-11-24T00:00:00Z") };
const size = { width: 120, height: 14 };
const span = (status: StatusSpan["status"], from: string, to: string | null): StatusSpan => ({ status, from, to });

describe("skylineBlocks", () => {
  it("cuts spans at the ends of the strip", () => {
    const [block] = skylineBlocks([span("healthy", "2026-11-20T00:00:00Z", null)], range, size);
    expect(block).toMatchObject({ x: 0, width: 120 });
  });

  it("keeps a second of being down in sight, inside the strip", () => {
    const blocks = skylineBlocks([span("down", "2026-11-23T23:59:59Z", null)], range, size);
    expect(blocks[0]?.width).toBe(2);
    expect(blocks[0]?.x).toBe(118);
  });

  it("tells statuses apart by height alone", () => {
    const at = (status: StatusSpan["status"]) =>
      skylineBlocks([span(status, "2026-11-23T00:00:00Z", null)], range, size)[0]?.height;
    expect(at("healthy")).toBeLessThan(at("degraded") ?? 0);
    expect(at("degraded")).toBeLessThan(at("down") ?? 0);
  });

  it("leaves out what lies outside", () => {
    expect(skylineBlocks([span("down", "2026-11-21T00:00:00Z", "2026-11-22T00:00:00Z")], range, size)).toEqual([]);
  });
});

describe("skylineWords", () => {
  it("says the worst first", () => {
    const spans = [
      span("healthy", "2026-11-23T00:00:00Z", "2026-11-23T18:00:00Z"),
      span("down", "2026-11-23T18:00:00Z", "2026-11-24T00:00:00Z"),
    ];
    expect(skylineWords(spans, range)).toBe("down 25 %, healthy 75 %");
    expect(skylineWords([], range)).toBe("no record");
  });
});

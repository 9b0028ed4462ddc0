import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { coalesce, liveWords, operationsMadeOld } from "./live-events";

describe("operationsMadeOld", () => {
  it("names what shows an agent, and nothing of runs", () => {
    const old = operationsMadeOld(new Set(["agent"]));
    expect(old).toContain("listAgents");
    expect(old).not.toContain("listRuns");
  });

  it("asks everything again when events may have been missed", () => {
    expect(operationsMadeOld(new Set(["run", "resync"]))).toBe("all");
  });
});

describe("coalesce", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("passes the first on at once, and a storm at most twice a second, losing none", () => {
    const flushed: string[][] = [];
    const gather = coalesce<string>(500, (items) => flushed.push([...items]));
    gather.add("a");
    for (let i = 0; i < 1000; i += 1) {
      gather.add(`b${i % 3}`);
      vi.advanceTimersByTime(1);
    }
    vi.advanceTimersByTime(500);
    expect(flushed[0]).toEqual(["a"]);
    expect(flushed.length).toBeLessThanOrEqual(4);
    expect(new Set(flushed.flat())).toEqual(new Set(["a", "b0", "b1", "b2"]));
  });

  it("passes nothing on once stopped", () => {
    const flushed: string[][] = [];
    const gather = coalesce<string>(500, (items) => flushed.push([...items]));
    gather.add("a");
    gather.add("b");
    gather.stop();
    vi.advanceTimersByTime(5000);
    expect(flushed).toEqual([["a"]]);
  });
});

describe("liveWords", () => {
  it("is behind once two beats are missing, and says so when the stream is lost", () => {
    expect(liveWords({ connected: true, heardAt: 1000, beats: true }, 20_000)).toBe("Live");
    expect(liveWords({ connected: true, heardAt: 1000, beats: true }, 41_000)).toBe("40 s behind");
    expect(liveWords({ connected: false, heardAt: 1000, beats: true }, 4000)).toBe("Reconnecting, 3 s behind");
    expect(liveWords({ connected: false, heardAt: 0, beats: false }, 4000)).toBe("Connecting");
  });
});

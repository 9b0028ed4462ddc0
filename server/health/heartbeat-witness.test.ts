import { describe, expect, it } from "vitest";
import { type BeatFacts, beatGraceMs, heartbeatWitness } from "./heartbeat-witness";

const TTL = 60_000;
const registry = { discovery: "registry", presentSince: 0, awaySince: null, ttlMs: TTL } as const;
const stateAt = (now: number, facts: Partial<BeatFacts & { discovery: "registry" }> = {}) =>
  heartbeatWitness({ ...registry, lastBeatAt: 100_000, ...facts }, now);

describe("the grace of a heartbeat", () => {
  it.each([
    [1_000, 2_000],
    [8_000, 2_000],
    [60_000, 15_000],
    [3_600_000, 900_000],
  ])("for a TTL of %d ms is %d ms", (ttl, grace) => {
    expect(beatGraceMs(ttl)).toBe(grace);
  });
});

describe("a heartbeat to our registry", () => {
  it("is fresh until its TTL and its grace are over, to the millisecond", () => {
    expect(stateAt(174_999).state).toBe("ok");
    expect(stateAt(175_000)).toEqual({ state: "bad", reason: "heartbeat late", since: 175_000 });
  });

  it("counts as late from its deadline, however late that is noticed", () => {
    expect(stateAt(400_000).since).toBe(175_000);
  });

  it("cannot be late while no registry receives it", () => {
    expect(stateAt(400_000, { presentSince: null, awaySince: 150_000 })).toEqual({
      state: "blind",
      reason: "registry away",
      since: 150_000,
    });
  });

  it("is given its full time anew when the registry comes back", () => {
    expect(stateAt(400_000, { presentSince: 390_000 }).state).toBe("blind");
    expect(stateAt(464_999, { presentSince: 390_000 }).state).toBe("blind");
    expect(stateAt(465_000, { presentSince: 390_000 })).toMatchObject({ state: "bad", since: 465_000 });
  });

  it("that never came is late after the registry has been there for a TTL", () => {
    expect(stateAt(75_000, { lastBeatAt: null })).toMatchObject({ state: "bad", reason: "no heartbeat yet" });
  });
});

describe("a heartbeat that another registry judges", () => {
  const mirror = { discovery: "mirror", ttlMs: TTL, pollIntervalMs: 10_000 } as const;
  it.each([
    ["is fresh where the last poll listed the agent as alive", 100_000, 100_000, 105_000, "ok"],
    ["is late where a later poll no longer did", 100_000, 110_000, 115_000, "bad"],
    ["is unseen while that registry is away", 100_000, 100_000, 130_000, "blind"],
    ["is unseen before the first poll", null, null, 1_000, "blind"],
  ] as const)("%s", (_title, lastBeatAt, upstreamOkAt, now, state) => {
    expect(heartbeatWitness({ ...mirror, lastBeatAt, upstreamOkAt }, now).state).toBe(state);
  });
});

it("an agent added by hand sends none", () => {
  expect(heartbeatWitness({ discovery: "manual", lastBeatAt: null, ttlMs: TTL }, 5).state).toBe("absent");
});

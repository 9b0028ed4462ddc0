import { describe, expect, it } from "vitest";
import { type MirroredAgent, planMirror } from "./plan-mirror";
import type { UpstreamAgent } from "./upstream";

const now = new Date("2026-01-01T00:01:00Z");
const facts = { name: "n", host: "h", port: 8000, ttlSeconds: 60, metadata: null };
const listed = (externalId: string, more: Partial<UpstreamAgent> = {}): UpstreamAgent => ({
  externalId,
  ...facts,
  workflow: null,
  isAlive: true,
  ...more,
});
const known = (externalId: string, more: Partial<MirroredAgent> = {}): MirroredAgent => ({
  id: `id of ${externalId}`,
  externalId,
  ...facts,
  retired: false,
  lastBeatAt: new Date("2026-01-01T00:00:30Z"),
  aliveAtLastPoll: true,
  ...more,
});

describe("a poll of an upstream registry", () => {
  it("takes over what is new, dead or alive", () => {
    const plan = planMirror([], [listed("a"), listed("b", { isAlive: false })], now);
    expect(plan.writes.map(({ id, listed: { externalId } }) => [id, externalId])).toEqual([
      [null, "a"],
      [null, "b"],
    ]);
  });

  it("writes nothing but the beat of an agent that did not change", () => {
    expect(planMirror([known("a")], [listed("a")], now)).toEqual({
      writes: [],
      changes: [],
      aliveIds: ["id of a"],
      deregistered: [],
      purged: [],
    });
  });

  it("notes each field that changed, with what it was", () => {
    const plan = planMirror([known("a")], [listed("a", { port: 8001, metadata: "{}", isAlive: false })], now);
    expect(plan.writes).toHaveLength(1);
    expect(plan.aliveIds).toEqual([]);
    expect(plan.changes.map(({ field, before, after }) => [field, before, after])).toEqual([
      ["port", "8000", "8001"],
      ["metadata", null, "{}"],
    ]);
  });

  it("tells a goodbye from a purge by whether the last time to live still ran", () => {
    const silent = known("b", { lastBeatAt: new Date("2026-01-01T00:00:00Z") });
    const plan = planMirror([known("a"), silent, known("never", { lastBeatAt: null })], [], now);
    expect(plan).toMatchObject({ deregistered: ["id of a"], purged: ["id of b", "id of never"] });
  });

  it("takes one that was listed as dead before it vanished for purged", () => {
    const plan = planMirror([known("a", { aliveAtLastPoll: false }), known("b")], [], now);
    expect(plan).toMatchObject({ purged: ["id of a"], deregistered: ["id of b"] });
  });

  it("takes a list that forgot more than half of the fleet at once for no goodbye", () => {
    const fleet = ["a", "b", "c", "d", "e", "f", "g", "h"].map((id) => known(id));
    const stays = (n: number) => fleet.slice(0, n).map(({ externalId }) => listed(externalId));
    expect(planMirror(fleet, stays(0), now)).toMatchObject({ deregistered: [], purged: { length: 8 } });
    expect(planMirror(fleet, stays(3), now)).toMatchObject({ deregistered: [], purged: { length: 5 } });
    expect(planMirror(fleet, stays(4), now)).toMatchObject({ deregistered: { length: 4 }, purged: [] });
  });

  it("brings a retired one back only when it beats", () => {
    const gone = known("a", { retired: true });
    expect(planMirror([gone], [listed("a", { isAlive: false })], now).writes).toEqual([]);
    expect(planMirror([gone], [listed("a")], now)).toMatchObject({
      writes: [{ id: "id of a" }],
      aliveIds: ["id of a"],
    });
    expect(planMirror([gone], [], now)).toMatchObject({ deregistered: [], purged: [] });
  });
});

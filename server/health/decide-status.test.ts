import { describe, expect, it } from "vitest";
import { decideStatus, transitionsBetween, type Witness, type WitnessState } from "./decide-status";

const witness = (state: WitnessState, reason: string = state, since = 0): Witness => ({ state, reason, since });

describe("two witnesses make one status", () => {
  it.each<[WitnessState, WitnessState, string]>([
    ["ok", "ok", "healthy"],
    ["ok", "blind", "healthy"],
    ["ok", "absent", "healthy"],
    ["blind", "ok", "healthy"],
    ["absent", "ok", "healthy"],
    ["ok", "bad", "degraded"],
    ["bad", "ok", "degraded"],
    ["ok", "soft", "degraded"],
    ["bad", "soft", "degraded"],
    ["blind", "soft", "degraded"],
    ["absent", "soft", "degraded"],
    ["bad", "bad", "down"],
    ["bad", "blind", "down"],
    ["bad", "absent", "down"],
    ["blind", "bad", "down"],
    ["absent", "bad", "down"],
    ["blind", "blind", "unknown"],
    ["blind", "absent", "unknown"],
    ["absent", "blind", "unknown"],
    ["absent", "absent", "unknown"],
  ])("heartbeat %s, probe %s: %s", (heartbeat, probe, status) => {
    expect(decideStatus(witness(heartbeat), witness(probe)).status).toBe(status);
  });

  it("and say why in words", () => {
    const verdict = decideStatus(witness("ok", "heartbeat fresh"), witness("bad", "probe refused, 2 of 2"));
    expect(verdict.reason).toBe("heartbeat fresh, probe refused, 2 of 2");
    expect(decideStatus(witness("absent", ""), witness("ok", "probe ok")).reason).toBe("probe ok");
    expect(decideStatus(witness("absent", ""), witness("absent", "")).reason).toBe("nobody can tell");
  });
});

describe("two changes at once", () => {
  const before = { heartbeat: witness("ok"), probe: witness("ok") };

  it("are gone through in the order in which they took effect", () => {
    const after = { heartbeat: witness("bad", "late", 300), probe: witness("bad", "refused", 100) };
    expect(transitionsBetween(before, after)).toEqual([
      { status: "degraded", reason: "ok, refused", at: 100 },
      { status: "down", reason: "late, refused", at: 300 },
    ]);
  });

  it("are none where only words changed", () => {
    expect(transitionsBetween(before, { ...before, probe: witness("ok", "still", 9) })).toEqual([]);
  });
});

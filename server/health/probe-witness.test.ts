import { describe, expect, it } from "vitest";
import { needsSecondLook, observeProbe, type ProbeState, unprobed } from "./probe-witness";
import type { ProbeOutcome } from "./probes/define-probe";

const ok: ProbeOutcome = { kind: "ok", latencyMs: 12, words: "ok", detail: null };
const soft: ProbeOutcome = { kind: "soft", latencyMs: 12, words: "says degraded", detail: "says degraded" };
const bad: ProbeOutcome = { kind: "bad", latencyMs: null, words: "refused", detail: "10.0.0.1:8000 refused" };
const absent: ProbeOutcome = { kind: "absent", latencyMs: null, words: "not probed: x", detail: "x" };

function stateAfter(...outcomes: ProbeOutcome[]): ProbeState {
  return outcomes.reduce((state, outcome, i) => observeProbe(state, outcome, (i + 1) * 1_000), unprobed(0));
}

describe("a series of probes", () => {
  it.each<[string, ProbeOutcome[], string, number]>([
    ["nothing yet", [], "blind", 0],
    ["one ok", [ok], "ok", 1_000],
    ["one failure is not believed yet", [ok, bad], "ok", 1_000],
    ["two are, from the first on", [ok, bad, bad], "bad", 2_000],
    ["one failure and an ok are ok throughout", [ok, bad, ok], "ok", 1_000],
    ["two soft answers", [ok, soft, soft], "soft", 2_000],
    ["an answer of any kind after a confirmed failure is soft at once", [ok, bad, bad, soft], "soft", 4_000],
    ["recovery needs one ok", [ok, bad, bad, bad, ok], "ok", 5_000],
    ["longer failure keeps its start", [ok, bad, bad, bad, bad], "bad", 2_000],
    ["a first look that fails says nothing yet", [bad], "blind", 0],
    ["a forbidden address is no failure", [ok, absent], "absent", 2_000],
  ])("%s", (_title, outcomes, state, since) => {
    expect(stateAfter(...outcomes)).toMatchObject({ state, since });
  });

  it("asks for a second look after the first failure alone", () => {
    expect([stateAfter(ok), stateAfter(ok, bad), stateAfter(ok, bad, bad)].map(needsSecondLook)).toEqual([
      false,
      true,
      false,
    ]);
  });

  it("names the address that may not be called first, by which the network to allow is found", () => {
    const forbidden = { ...absent, words: "not probed: 203.0.113.9 is outside", detail: "203.0.113.9 is outside" };
    expect(stateAfter(forbidden)).toMatchObject({ reason: forbidden.words, error: forbidden.detail });
  });

  it("says how often it failed, and with whom in the detail", () => {
    expect(stateAfter(ok, bad, bad)).toMatchObject({ reason: "probe refused, 2 of 2", error: "10.0.0.1:8000 refused" });
    expect(stateAfter(ok, bad, bad, bad).reason).toBe("probe refused, 3 in a row");
  });
});

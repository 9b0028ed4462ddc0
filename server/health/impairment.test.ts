import { describe, expect, it } from "vitest";
import { type BrakeFacts, brake, type Impairment, NONE_SILENT } from "./impairment";

const calm: BrakeFacts = {
  now: 1_000,
  watched: 100,
  newlyBad: 0,
  badThoughBeating: 0,
  elsewhere: NONE_SILENT,
  canary: "ok",
};
const engaged: Impairment = { since: 1_000, reason: "" };
const at = (previous: Impairment | null, facts: Partial<BrakeFacts>) => brake(previous, { ...calm, ...facts }) !== null;

describe("the brake", () => {
  it.each<[string, Partial<BrakeFacts>, boolean]>([
    ["stays off in peace", {}, false],
    ["stays off at 30 % exactly", { newlyBad: 30 }, false],
    ["goes on above 30 %", { newlyBad: 31 }, true],
    ["stays off below twenty agents, even if that is all of them", { watched: 19, newlyBad: 19 }, false],
    ["goes on at twenty of twenty-four", { watched: 24, newlyBad: 20 }, true],
    [
      "goes on at twelve of twelve where another worker has lost as many",
      { watched: 12, newlyBad: 12, elsewhere: { newlyBad: 12, badThoughBeating: 12 } },
      true,
    ],
    [
      "stays off where only the others see nothing",
      { watched: 12, newlyBad: 1, elsewhere: { newlyBad: 30, badThoughBeating: 30 } },
      false,
    ],
    ["goes on when the prober cannot reach itself", { canary: "failed" }, true],
  ])("%s", (_title, facts, expected) => {
    expect(at(null, facts)).toBe(expected);
  });

  it.each<[string, Partial<BrakeFacts>, boolean]>([
    ["stays on while many fail that still beat", { badThoughBeating: 40 }, true],
    ["goes off when they answer again", { badThoughBeating: 3 }, false],
    ["goes off when their heartbeats are late too: that outage is real", { badThoughBeating: 0 }, false],
    ["goes off by itself after fifteen minutes", { badThoughBeating: 90, now: 901_000 }, false],
    ["stays on while the canary fails", { canary: "failed", now: 9_999_000 }, true],
  ])("%s", (_title, facts, expected) => {
    expect(at(engaged, facts)).toBe(expected);
  });
});

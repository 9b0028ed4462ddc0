import { expect, test } from "vitest";
import { newId } from "@/server/platform/ids";
import { nextSlot, probePhase } from "./probe-schedule";

test("slots keep their rate, and those that were missed are skipped", () => {
  const first = nextSlot("a", 10_000, 0);
  expect(nextSlot("a", 10_000, first)).toBe(first + 10_000);
  expect(nextSlot("a", 10_000, first + 34_567)).toBe(first + 40_000);
});

test("a thousand agents spread over the whole interval", () => {
  const tenths = new Array(10).fill(0);
  for (let i = 0; i < 1_000; i++) tenths[Math.floor(probePhase(newId()) * 10)]++;
  expect(Math.min(...tenths)).toBeGreaterThan(50);
});

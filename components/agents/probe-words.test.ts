import { expect, test } from "vitest";
import { probeWords } from "./probe-words";

const seen = { at: "2026-11-24T02:00:00.000Z", address: "http://10.0.0.1:8000/health" };

test("a look is told in words whatever it showed", () => {
  expect(probeWords({ ...seen, ok: true, outcome: "ok", latencyMs: 41, error: null })).toBe(
    "answered in 41 ms at http://10.0.0.1:8000/health",
  );
  expect(probeWords({ ...seen, ok: false, outcome: "failed", latencyMs: null, error: "refused" })).toBe("refused");
  expect(probeWords({ ...seen, ok: false, outcome: "degraded", latencyMs: 5, error: "says warning" })).toBe(
    "answered in 5 ms and says warning",
  );
  expect(probeWords({ ...seen, ok: false, outcome: "not_allowed", latencyMs: null, error: null })).toBe(
    "was not called: the address is not allowed",
  );
});

test("words of the agent cannot turn the line round", () => {
  expect(probeWords({ ...seen, ok: false, outcome: "failed", latencyMs: null, error: "\u202eevil" })).toBe("evil");
});

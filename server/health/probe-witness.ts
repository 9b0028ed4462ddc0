import type { Witness } from "./decide-status";
import type { ProbeOutcome } from "./probes/define-probe";

/** What the probes of one agent have shown. A series of failures is believed at its second member. */
export type ProbeState = Witness & {
  /** Start of the present series of failures, confirmed or not. */
  firstBadAt: number | null;
  failures: number;
  lastAt: number | null;
  lastOk: boolean | null;
  lastOkAt: number | null;
  latencyMs: number | null;
  error: string | null;
};

export const CONFIRM_AFTER_MS = 2_000;
const FAILURES_TO_BELIEVE = 2;

export function unprobed(at: number, reason = "not probed yet"): ProbeState {
  return {
    state: "blind",
    reason,
    since: at,
    firstBadAt: null,
    failures: 0,
    lastAt: null,
    lastOk: null,
    lastOkAt: null,
    latencyMs: null,
    error: null,
  };
}

/** Takes one outcome in, observed at `at` (ms of the database's clock). A first failure changes nothing but the count. */
export function observeProbe(previous: ProbeState, outcome: ProbeOutcome, at: number): ProbeState {
  if (outcome.kind === "ok") return answered(previous, outcome, at);
  if (outcome.kind === "absent") {
    const since = previous.state === "absent" ? previous.since : at;
    return {
      ...unprobed(since),
      state: "absent",
      reason: outcome.words,
      lastAt: at,
      lastOk: false,
      error: outcome.detail,
    };
  }
  return failed(previous, outcome, at);
}

/** A failure that nobody has confirmed yet: look again soon. */
export function needsSecondLook(state: ProbeState): boolean {
  return state.failures === 1;
}

function answered(previous: ProbeState, outcome: ProbeOutcome, at: number): ProbeState {
  return {
    state: "ok",
    reason: "probe ok",
    since: previous.state === "ok" ? previous.since : at,
    firstBadAt: null,
    failures: 0,
    lastAt: at,
    lastOk: true,
    lastOkAt: at,
    latencyMs: outcome.latencyMs,
    error: null,
  };
}

function failed(previous: ProbeState, outcome: ProbeOutcome, at: number): ProbeState {
  const failures = previous.failures + 1;
  const firstBadAt = previous.firstBadAt ?? at;
  const seen = { failures, firstBadAt, lastAt: at, lastOk: false, latencyMs: outcome.latencyMs, error: outcome.detail };
  if (failures < FAILURES_TO_BELIEVE) return { ...previous, ...seen };
  const state = outcome.kind === "soft" ? "soft" : "bad";
  const reason = `probe ${outcome.words}, ${failures === FAILURES_TO_BELIEVE ? "2 of 2" : `${failures} in a row`}`;
  return { ...previous, ...seen, state, reason, since: sinceOf(previous, state, firstBadAt, at) };
}

function sinceOf(previous: ProbeState, state: "soft" | "bad", firstBadAt: number, at: number): number {
  if (previous.state === state) return previous.since;
  return previous.state === "soft" || previous.state === "bad" ? at : firstBadAt;
}

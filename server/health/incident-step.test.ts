import { describe, expect, it } from "vitest";
import { type IncidentFacts, incidentStep, LASTING_MS, type OpenIncident } from "./incident-step";

const warning: OpenIncident = { id: "i", severity: "warning", muted: false };
const critical: OpenIncident = { ...warning, severity: "critical" };
const muted: OpenIncident = { ...critical, muted: true };
const base: IncidentFacts = { status: "healthy", since: 0, now: 1_000, flapping: false };

describe("an incident", () => {
  it.each<[string, OpenIncident | null, Partial<IncidentFacts>, unknown]>([
    ["opens when an agent is down", null, { status: "down" }, { kind: "open", severity: "critical" }],
    ["does not open when it is degraded for a moment", null, { status: "degraded" }, null],
    ["opens when that lasts", null, { status: "degraded", now: LASTING_MS }, { kind: "open", severity: "warning" }],
    ["does not open on what nobody knows", null, { status: "unknown" }, null],
    ["does not open on a clean stop", null, { status: "retired" }, null],
    ["becomes critical when the agent goes down", warning, { status: "down" }, { kind: "escalate" }],
    ["stays open while it is merely degraded", critical, { status: "degraded" }, null],
    ["stays open while nobody knows", critical, { status: "unknown" }, null],
    ["closes on recovery", critical, {}, { kind: "close", reason: "recovered" }],
    ["stays open while the agent flaps", critical, { flapping: true }, null],
    ["closes when the agent leaves", critical, { status: "retired" }, { kind: "close", reason: "deregistered" }],
    ["is muted by a pause", critical, { status: "paused" }, { kind: "mute" }],
    ["is muted once", muted, { status: "paused" }, null],
    ["is heard again after it", muted, { status: "unknown" }, { kind: "unmute" }],
  ])("%s", (_title, open, facts, expected) => {
    expect(incidentStep(open, { ...base, ...facts })).toEqual(expected);
  });
});

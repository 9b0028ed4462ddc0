import { expect, test } from "vitest";
import { incidentSubject, incidentsVerdict, worstFirst } from "./incident-words";
import type { IncidentItem } from "./queries";

const plain: IncidentItem = {
  id: "1",
  number: 1,
  kind: "agent",
  agentId: "a",
  agent: { id: "a", agentId: "a", name: "writer" },
  environment: "production",
  severity: "critical",
  cause: "probe refused",
  openedAt: "2026-11-24T02:00:00.000Z",
  firstBadAt: null,
  lastOkAt: null,
  closedAt: null,
  closeReason: null,
  acknowledgedAt: null,
  acknowledgedBy: null,
  muted: false,
  timeline: [],
};

test("what nobody has taken stands above what somebody has, and of equals the longest first", () => {
  const taken = { ...plain, id: "taken", acknowledgedAt: "2026-11-24T02:05:00.000Z" };
  const limping = { ...plain, id: "limping", severity: "warning" as const };
  const older = { ...plain, id: "older", openedAt: "2026-11-24T01:00:00.000Z" };
  const muted = { ...plain, id: "muted", muted: true };
  expect(worstFirst([muted, taken, limping, plain, older]).map(({ id }) => id)).toEqual([
    "older",
    "1",
    "limping",
    "taken",
    "muted",
  ]);
});

test("an incident of Muster's own eyes and one of a deleted agent have a subject too", () => {
  expect(incidentSubject({ kind: "prober", agent: null })).toBe("Muster's prober");
  expect(incidentSubject({ kind: "agent", agent: null })).toBe("a deleted agent");
  expect(incidentSubject({ kind: "agent", agent: { id: "x", agentId: "wire id", name: "\u202e" } })).toBe("wire id");
});

test("the verdict counts what waits for a person", () => {
  expect(incidentsVerdict([]).loud).toBe("Nothing is open");
  const taken = { ...plain, severity: "warning" as const, acknowledgedAt: plain.openedAt };
  expect(incidentsVerdict([plain, taken])).toEqual({ loud: "2 open, 1 not acknowledged", rest: "1 critical" });
});

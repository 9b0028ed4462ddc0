import { expect, test } from "vitest";
import { incidentNeeds, inOrder } from "./needs";
import type { IncidentItem } from "./queries";

const plain: IncidentItem = {
  id: "plain",
  number: 1,
  kind: "agent",
  agentId: "a",
  agent: { id: "a", agentId: "wire", name: "writer" },
  environment: "production",
  severity: "critical",
  cause: "probe refused, no heartbeat",
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

test("what somebody has taken stands below what nobody has, and of equals the older one first", () => {
  const taken = { ...plain, id: "taken", acknowledgedBy: "Mara", openedAt: "2026-11-24T00:00:00.000Z" };
  const older = { ...plain, id: "older", openedAt: "2026-11-24T01:00:00.000Z" };
  const limping = { ...plain, id: "limping", severity: "warning" as const };
  expect(inOrder(incidentNeeds([taken, limping, plain, older], null)).map(({ key }) => key)).toEqual([
    "older",
    "plain",
    "limping",
    "taken",
  ]);
});

test("one environment shows its own incidents and those of Muster's own eyes, without what is muted", () => {
  const elsewhere = { ...plain, id: "elsewhere", environment: "staging" };
  const blind = { ...plain, id: "blind", kind: "prober" as const, agent: null, agentId: null, environment: null };
  const muted = { ...plain, id: "muted", muted: true };
  const needs = incidentNeeds([plain, elsewhere, blind, muted], "Production");
  expect(needs.map(({ key }) => key)).toEqual(["plain", "blind"]);
  expect(needs[1]).toMatchObject({ name: "Muster's prober", href: "/incidents/blind" });
});

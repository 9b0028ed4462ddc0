import { expect, test } from "vitest";
import type { AgentItem } from "./queries";
import { misplacedAgents } from "./wrong-address";

const agent: AgentItem = {
  id: "1",
  agentId: "a",
  name: "a",
  host: "f0c81d22ab3e",
  port: 8000,
  url: "http://f0c81d22ab3e:8000",
  environment: "default",
  tags: [],
  workflow: null,
  version: null,
  metadata: null,
  seenFrom: "10.4.2.17",
  addressOverride: null,
  discovery: "registry",
  registry: "r",
  status: "degraded",
  statusReason: "",
  since: "2026-11-24T00:00:00.000Z",
  lastHeartbeatAt: null,
  ttlSeconds: 60,
  lastProbe: { at: "2026-11-24T00:00:00.000Z", ok: false, latencyMs: null, error: "does not resolve" },
  uptime24h: null,
  coverage24h: 0,
  registeredAt: "2026-11-24T00:00:00.000Z",
};

test("an agent that came from elsewhere than it says may answer there", () => {
  expect(misplacedAgents([agent])).toEqual([{ agent, address: "10.4.2.17:8000" }]);
  expect(misplacedAgents([{ ...agent, seenFrom: "fd00::7" }])[0]?.address).toBe("[fd00::7]:8000");
});

test.each([
  ["came from where it says it is", { seenFrom: "10.4.2.17", host: "10.4.2.17" }],
  ["was corrected already", { addressOverride: "10.4.2.17:8000" }],
  ["answers", { lastProbe: { at: agent.since, ok: true, latencyMs: 4, error: null } }],
  ["was never looked at", { lastProbe: null }],
  ["was added by hand", { seenFrom: null }],
])("one that %s is not misplaced", (_, change) => {
  expect(misplacedAgents([{ ...agent, ...change }])).toEqual([]);
});

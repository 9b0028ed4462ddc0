import { expect, test } from "vitest";
import { connectVerdict, cureOf } from "./connect-words";
import type { Connection } from "./queries";

const connection = (more: Partial<Connection>): Connection => ({
  registryUrl: "http://h:9000",
  strangers: "pending",
  registries: 1,
  workers: 1,
  agents: { total: 0, reporting: 0, healthy: 0 },
  waiting: 0,
  refused: 0,
  ...more,
});

test("an empty fleet is told how to begin", () => {
  expect(connectVerdict(connection({})).loud).toBe("No agent has registered yet.");
});

test("the sentence counts who reports, waits and was refused", () => {
  const verdict = connectVerdict(
    connection({ agents: { total: 3, reporting: 3, healthy: 3 }, waiting: 1, refused: 2 }),
  );
  expect(verdict.loud).toBe("3 agents report, 1 waits for you, 2 were refused today.");
});

test.each([
  ["pending", "came without a token", "Admit it if you know 10.0.0.9. It needs no restart."],
  [
    "refused",
    "the token is not known, was revoked or has ended",
    "Give it the address above and restart it: it will not try again.",
  ],
  [
    "refused",
    "this id belongs to another environment",
    "Give it a token of its own environment, or another id, and restart it.",
  ],
  ["banned", "was banned by an operator", "It is refused from this address until somebody admits it."],
])("%s (%s) has its cure", (state, reason, cure) => {
  expect(cureOf({ state, reason, from: "10.0.0.9" }).cure).toBe(cure);
});

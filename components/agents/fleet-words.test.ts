import { expect, test } from "vitest";
import { fleetVerdict, type StatusCounts, verdictText } from "./fleet-words";

function counts(given: Partial<StatusCounts>): StatusCounts {
  const none = { down: 0, degraded: 0, unknown: 0, maintenance: 0, paused: 0, healthy: 0, retired: 0 };
  return { ...none, ...given };
}

test("trouble stands first and loud, in the order of how bad it is", () => {
  const fleet = counts({ degraded: 2, down: 1, unknown: 1, healthy: 42, maintenance: 1, paused: 1 });
  expect(fleetVerdict(fleet, "production")).toEqual({
    loud: "48 agents in production: 1 down, 2 degraded, 1 unknown",
    rest: "42 healthy, 1 in maintenance, 1 paused",
  });
});

test("a fleet without trouble says so, and says all healthy only where every agent is", () => {
  expect(verdictText(fleetVerdict(counts({ healthy: 1 }), null))).toBe("1 agent, all healthy.");
  expect(verdictText(fleetVerdict(counts({ healthy: 1, paused: 1 }), null))).toBe(
    "2 agents, none in trouble; 1 healthy, 1 paused.",
  );
});

test("an empty fleet is not called healthy", () => {
  expect(verdictText(fleetVerdict(counts({}), null))).toBe("No agents yet.");
});

test("the retired are no longer of the fleet", () => {
  expect(verdictText(fleetVerdict(counts({ healthy: 2, retired: 5 }), null))).toBe("2 agents, all healthy.");
});

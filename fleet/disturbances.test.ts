import { describe, expect, it } from "vitest";
import { type Disturbance, planDisturbances } from "./disturbances";
import { roster } from "./roster";

const SEED = 20_260_101;
const MINUTE_MS = 60_000;
const agents = roster(SEED);
const plans = planDisturbances(SEED, agents);

function seen(until: number): { minute: number; agentId: string; kind: Disturbance }[] {
  const found: { minute: number; agentId: string; kind: Disturbance }[] = [];
  for (let minute = 0; minute < until; minute += 0.5) {
    for (const [agentId, plan] of plans) {
      const kind = plan(minute * MINUTE_MS);
      if (kind) found.push({ minute, agentId, kind });
    }
  }
  return found;
}

describe("the schedule of disturbances", () => {
  it("has at least 24 agents, and leaves at least four in peace for ever", () => {
    expect(agents.length).toBeGreaterThanOrEqual(24);
    const peaceful = agents.filter(({ peace }) => peace);
    expect(peaceful.length).toBeGreaterThanOrEqual(4);
    for (const { agentId } of peaceful) expect(plans.has(agentId)).toBe(false);
  });

  it("begins quietly, then degrades, silences, hangs and crashes agents", () => {
    expect(seen(2)).toEqual([]);
    expect(new Set(seen(30).map(({ kind }) => kind))).toEqual(new Set(["degraded", "silent", "hung", "crashed"]));
  });

  it("never disturbs more than a fifth of the fleet at once", () => {
    for (let minute = 0; minute < 120; minute += 0.5) {
      const disturbed = [...plans.values()].filter((plan) => plan(minute * MINUTE_MS) !== null);
      expect(disturbed.length).toBeLessThan(agents.length / 5);
    }
  });

  it("lets every agent come back", () => {
    for (const plan of plans.values()) {
      const minutes = Array.from({ length: 120 }, (_, minute) => plan(minute * MINUTE_MS));
      expect(minutes.filter((kind) => kind !== null).length).toBeLessThan(40);
      expect(minutes.some((kind, minute) => kind !== null && minutes[minute + 5] === null)).toBe(true);
    }
  });

  it("is the same for the same seed", () => {
    const again = planDisturbances(SEED, roster(SEED));
    for (const [agentId, plan] of plans) expect(again.get(agentId)?.(17 * MINUTE_MS)).toBe(plan(17 * MINUTE_MS));
  });
});

import { describe, expect, it } from "vitest";
import { type Execution, totalsOf } from "./execution";
import { executionsBetween } from "./rhythm";
import { WORKFLOWS } from "./workflows";

const DAY_MS = 86_400_000;
const SEED = 20_260_101;
const MONDAY = Date.UTC(2026, 10, 9);
const fortnight = executionsBetween(SEED, MONDAY, MONDAY + 14 * DAY_MS);

const share = (part: readonly unknown[], whole: readonly unknown[]) => part.length / whole.length;
const onWeekend = ({ startedAt }: Execution) => [0, 6].includes(new Date(startedAt).getUTCDay());

describe("the past of the fleet", () => {
  it("is the same for the same seed and another for another", () => {
    expect(executionsBetween(SEED, MONDAY, MONDAY + DAY_MS)).toEqual(
      fortnight.filter(({ startedAt, durationMs }) => startedAt + durationMs < MONDAY + DAY_MS),
    );
    expect(executionsBetween(SEED + 1, MONDAY, MONDAY + DAY_MS)[0]?.id).not.toBe(fortnight[0]?.id);
  });

  it.each([
    { seed: SEED, day: 3 },
    { seed: 20, day: 0 },
    { seed: 7, day: 5 },
  ])("holds two to three thousand executions whenever it begins (seed $seed, day $day)", ({ seed, day }) => {
    const from = MONDAY + day * DAY_MS + 5_432_100;
    const { length } = executionsBetween(seed, from, from + 14 * DAY_MS);
    expect(length).toBeGreaterThanOrEqual(2_000);
    expect(length).toBeLessThanOrEqual(3_000);
  });

  it("comes oldest first, inside the range, under ids that never repeat", () => {
    const starts = fortnight.map(({ startedAt }) => startedAt);
    expect(starts).toEqual(starts.toSorted((one, other) => one - other));
    expect(starts.every((start) => start >= MONDAY && start < MONDAY + 14 * DAY_MS)).toBe(true);
    expect(new Set(fortnight.map(({ id }) => id)).size).toBe(fortnight.length);
    expect(new Set(fortnight.map(({ traceId }) => traceId)).size).toBe(fortnight.length);
  });

  it("has office days, quiet nights and a weekend dip", () => {
    const office = fortnight.filter(({ workflow }) => workflow.rhythm === "office");
    const byDay = office.filter(({ startedAt }) => {
      const hour = new Date(startedAt).getUTCHours();
      return hour >= 6 && hour < 18;
    });
    expect(share(byDay, office)).toBeGreaterThan(0.85);
    expect(share(office.filter(onWeekend), office)).toBeLessThan(0.15);
    expect(share(office.filter(onWeekend), office)).toBeGreaterThan(0.05);
  });

  it("contains every workflow, and fails in one to six of a hundred executions", () => {
    for (const workflow of WORKFLOWS) expect(fortnight.some((execution) => execution.workflow === workflow)).toBe(true);
    const failed = fortnight.filter(({ error }) => error !== null);
    expect(share(failed, fortnight)).toBeGreaterThan(0.01);
    expect(share(failed, fortnight)).toBeLessThan(0.06);
  });

  it("has a few slow executions, some of them handed over after the time limit", () => {
    const slow = fortnight.filter(({ workflow, durationMs }) => durationMs > 2.5 * workflow.medianMs);
    expect(share(slow, fortnight)).toBeGreaterThan(0.01);
    expect(share(slow, fortnight)).toBeLessThan(0.08);
    const handedOver = fortnight.filter(({ timedOutCall }) => timedOutCall !== null);
    expect(handedOver.length).toBeGreaterThan(1);
    for (const { startedAt, durationMs, timedOutCall } of handedOver) {
      expect(startedAt - (timedOutCall?.startedAt ?? 0)).toBe(30_000);
      expect(durationMs).toBeGreaterThan(30_000);
    }
  });

  it("spends realistic money on several models", () => {
    const models = new Set(fortnight.flatMap(({ nodes }) => nodes.flatMap(({ call }) => call?.model.name ?? [])));
    expect(models.size).toBeGreaterThanOrEqual(5);
    const spent = fortnight.reduce((sum, execution) => sum + totalsOf(execution).costUsd, 0);
    expect(spent).toBeGreaterThan(5);
    expect(spent).toBeLessThan(50);
  });
});

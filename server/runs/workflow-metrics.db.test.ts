import { expect, test } from "vitest";
import { NO_CONTENT, type RunStatus, type SourceRecord } from "@/server/runs/facts/record";
import { applyRecords, holdSource } from "@/tests/figures/apply-records";
import { insertSource } from "@/tests/figures/sync-now";
import { workflowMetrics } from "./workflow-metrics";

const HOUR_MS = 3_600_000;

function record(
  id: string,
  hoursAgo: number,
  status: RunStatus,
  durationMs: number,
  cost: string | null,
): SourceRecord {
  const endedAt = new Date(Date.now() - hoursAgo * HOUR_MS);
  const content = { ...NO_CONTENT, workflow: "alpha", status, sourceStatus: status, durationMs, cost };
  return {
    kind: "row",
    externalId: id,
    executionKey: id,
    startedAt: new Date(endedAt.getTime() - durationMs).toISOString(),
    endedAt: endedAt.toISOString(),
    open: false,
    version: null,
    content: { ...content, durationHow: "reported" },
  };
}

test("monitoring sees the runs that ended in the last 24 hours", async () => {
  const source = await holdSource(await insertSource("postgres", "postgresql://nowhere/a"));
  await applyRecords(source, [
    record("a", 1, "completed", 400, "0.25"),
    record("b", 2, "failed", 2000, null),
    record("c", 3, "completed", 4_000_000, "0.5"),
    record("d", 30, "failed", 400, "9"),
  ]);
  const { durations, costs, errorRates } = await workflowMetrics();
  expect(errorRates).toEqual([{ workflow: "alpha", ratio: 1 / 3 }]);
  expect(costs).toContainEqual({ workflow: "alpha", kind: "reported", usd: 0.75 });
  expect(durations).toMatchObject([{ workflow: "alpha", count: 3, sumSeconds: 4002.4 }]);
  const counts = new Map(durations[0]?.buckets.map(({ le, count }) => [le, count]));
  expect([counts.get(0.25), counts.get(0.5), counts.get(2.5), counts.get(1800)]).toEqual([0, 1, 2, 2]);
});

import { afterAll, afterEach, describe, expect, it } from "vitest";
import { closeDb, pool } from "@/server/platform/db";
import { operatorContext } from "@/tests/factories/contexts";
import { insertAgent } from "@/tests/factories/insert-agent";
import { proofSeed, seededRandom } from "@/tests/harness/proof";
import { getAgentHealth } from "./get-agent-health";
import { getFleetHealth } from "./get-fleet-health";

const ctx = operatorContext();
const MINUTE = 60_000;
const start = Date.UTC(2026, 0, 10);
const at = (minutes: number) => new Date(start + minutes * MINUTE);

type Story = [status: string, fromMinute: number][];

afterEach(async () => {
  await pool().query(`TRUNCATE agent, agent_beat, status_span, shard_flush, probe_slot`);
});

afterAll(closeDb);

async function agentWithSpans(story: Story, spec: Parameters<typeof insertAgent>[1] = {}): Promise<string> {
  const id = await insertAgent(pool(), spec);
  for (const [i, [status, from]] of story.entries()) {
    const next = story[i + 1];
    await pool().query(
      `INSERT INTO status_span (agent_id, status, from_at, to_at, cause) VALUES ($1, $2, $3, $4, $2)`,
      [id, status, at(from), next ? at(next[1]) : null],
    );
  }
  return id;
}

function randomStory(random: () => number): Story {
  const statuses = ["healthy", "degraded", "down", "unknown", "paused", "retired"];
  let minute = random() * 300 - 100;
  return Array.from({ length: 30 }, () => {
    minute += random() * 25 + 0.01;
    return [statuses[Math.floor(random() * statuses.length)] ?? "unknown", minute];
  });
}

/** Minutes within [from, to) that the stories spend in a status, said as plainly as possible. */
function minutesIn(stories: Story[], status: string, from: number, to: number): number {
  let sum = 0;
  for (const story of stories) {
    for (const [i, [name, begins]] of story.entries()) {
      const ends = story[i + 1]?.[1] ?? Number.POSITIVE_INFINITY;
      if (name === status) sum += Math.max(0, Math.min(ends, to) - Math.max(begins, from));
    }
  }
  return sum;
}

describe("the fleet over time", () => {
  it("equals a plain sum over random spans, point by point", async () => {
    const random = seededRandom(proofSeed());
    const stories = Array.from({ length: 20 }, () => randomStory(random));
    for (const story of stories) await agentWithSpans(story);
    const [from, to] = [3.5, 250.25];
    const health = await getFleetHealth({ ctx, input: { from: at(from), to: at(to), groupBy: "none" } });
    const points = health.series[0]?.points ?? [];
    expect(health.intervalMs).toBe(5 * MINUTE);
    expect(points).toHaveLength(51);
    for (const [i, point] of points.entries()) {
      const begins = Math.max(i * 5, from);
      const ends = Math.min((i + 1) * 5, to);
      for (const status of ["healthy", "degraded", "down", "unknown", "paused"] as const) {
        expect(point[status]).toBeCloseTo(minutesIn(stories, status, begins, ends) / (ends - begins), 2);
      }
    }
    expect(health.uptime.downMs).toBeCloseTo(minutesIn(stories, "down", from, to) * MINUTE, -2);
  });

  it("is told apart by environment and by workflow", async () => {
    await agentWithSpans([["healthy", 0]], { workflow: "invoices" });
    await agentWithSpans([["down", 0]]);
    const input = { from: at(0), to: at(60), groupBy: "workflow" } as const;
    const { series } = await getFleetHealth({ ctx, input });
    expect(series.map(({ label, uptime }) => [label, uptime.ratio])).toEqual([
      ["invoices", 1],
      ["Without a workflow", 0],
    ]);
  });

  it("is one empty series where there is no agent", async () => {
    const { series, uptime } = await getFleetHealth({ ctx, input: { from: at(0), to: at(60), groupBy: "none" } });
    expect(series).toHaveLength(1);
    expect(series[0]?.points.every(({ healthy }) => healthy === 0)).toBe(true);
    expect(uptime).toMatchObject({ ratio: null, coverage: 0 });
  });

  it("is unknown since the last flush where nobody watches any more", async () => {
    const id = await agentWithSpans([["healthy", 0]]);
    await pool().query(
      `INSERT INTO shard_flush (shard, flushed_at, interval_ms) SELECT shard, $2::timestamptz, 30000 FROM agent WHERE id = $1`,
      [id, at(30)],
    );
    const { uptime } = await getFleetHealth({ ctx, input: { from: at(0), to: at(60), groupBy: "none" } });
    expect(uptime).toMatchObject({ ratio: 1, coverage: 0.5, healthyMs: 30 * MINUTE, unknownMs: 30 * MINUTE });
  });
});

describe("one agent over time", () => {
  it("shows the spans that touch the range, its uptime, and that the last one goes on", async () => {
    const id = await agentWithSpans([
      ["healthy", 0],
      ["down", 40],
      ["healthy", 50],
    ]);
    const health = await getAgentHealth({ ctx, input: { id, from: at(20), to: at(60) } });
    expect(health.spans).toEqual([
      { status: "healthy", from: at(0), to: at(40), reason: "healthy" },
      { status: "down", from: at(40), to: at(50), reason: "down" },
      { status: "healthy", from: at(50), to: null, reason: "healthy" },
    ]);
    expect(health.uptime).toMatchObject({ ratio: 0.75, coverage: 1, downMs: 10 * MINUTE });
  });

  it("merges latencies, and counts failures apart from them", async () => {
    const id = await agentWithSpans([["healthy", 0]]);
    await pool().query(
      `INSERT INTO probe_slot (agent_id, slot, latencies, failed) VALUES ($1, $2, '{10,20,30}', 0), ($1, $3, '{}', 4)`,
      [id, at(0), at(5)],
    );
    const { latency } = await getAgentHealth({ ctx, input: { id, from: at(0), to: at(60) } });
    expect(latency).toEqual([
      { t: at(0), p50: 20, p95: 29, max: 30, samples: 3, failed: 0 },
      { t: at(5), p50: null, p95: null, max: null, samples: 0, failed: 4 },
    ]);
  });

  it("that does not exist is not found", async () => {
    const id = "00000000-0000-7000-8000-00000000dead";
    await expect(getAgentHealth({ ctx, input: { id } })).rejects.toMatchObject({ code: "not_found" });
  });
});

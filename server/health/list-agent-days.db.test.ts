import { afterAll, afterEach, expect, it } from "vitest";
import { closeDb, pool } from "@/server/platform/db";
import { newId } from "@/server/platform/ids";
import { operatorContext } from "@/tests/factories/contexts";
import { insertAgent } from "@/tests/factories/insert-agent";
import { listAgentDays } from "./list-agent-days";

const ctx = operatorContext();

afterEach(async () => {
  await pool().query(`TRUNCATE agent, agent_beat, status_span, shard_flush, probe_slot`);
});

afterAll(closeDb);

async function addSpan(id: string, status: string, fromHoursAgo: number, toHoursAgo: number | null): Promise<void> {
  await pool().query(
    `INSERT INTO status_span (agent_id, status, from_at, to_at, cause)
     VALUES ($1, $2, now() - $3 * interval '1 hour', now() - $4 * interval '1 hour', '')`,
    [id, status, fromHoursAgo, toHoursAgo],
  );
}

async function addLatencies(id: string, hoursAgo: number, latencies: number[]): Promise<void> {
  await pool().query(
    `INSERT INTO probe_slot (agent_id, slot, latencies) VALUES ($1, now() - $2 * interval '1 hour', $3::int[])`,
    [id, hoursAgo, latencies],
  );
}

it("gives each agent its own spans, latency and uptime, and leaves out ids that nobody knows", async () => {
  const steady = await insertAgent(pool());
  const shaky = await insertAgent(pool());
  await addSpan(steady, "healthy", 40, null);
  await addSpan(shaky, "healthy", 12, 6);
  await addSpan(shaky, "down", 6, null);
  await addLatencies(steady, 23.9, [10, 20, 30]);
  await addLatencies(steady, 0.1, [40]);
  const answer = await listAgentDays({ ctx, input: { ids: [steady, shaky, newId()] } });
  const [first, second] = [steady, shaky].map((id) => answer.items.find((item) => item.id === id));
  expect(answer.items).toHaveLength(2);
  expect(first?.spans.map(({ status }) => status)).toEqual(["healthy"]);
  expect(first?.uptime).toMatchObject({ ratio: 1 });
  expect(first?.latencyMs).toHaveLength(48);
  expect([first?.latencyMs[0], first?.latencyMs[1], first?.latencyMs[47]]).toEqual([20, null, 40]);
  expect(first?.p95Ms).toBeCloseTo(38.5, 5);
  expect(second?.spans.map(({ status, to }) => [status, to === null])).toEqual([
    ["healthy", false],
    ["down", true],
  ]);
  expect(second?.uptime.ratio).toBeCloseTo(0.5, 3);
  expect(second?.p95Ms).toBeNull();
});

it("keeps the newest changes of an agent that flaps without end", async () => {
  const id = await insertAgent(pool());
  for (let minute = 0; minute < 260; minute += 1) {
    await addSpan(id, minute % 2 ? "down" : "healthy", (260 - minute) / 60, (259 - minute) / 60);
  }
  const { items } = await listAgentDays({ ctx, input: { ids: [id] } });
  const spans = items[0]?.spans ?? [];
  expect(spans).toHaveLength(200);
  expect(new Date(spans.at(-1)?.to ?? 0).getTime()).toBeGreaterThan(Date.now() - 60_000);
});

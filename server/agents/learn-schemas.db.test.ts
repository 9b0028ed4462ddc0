import { afterEach, beforeEach, expect, test } from "vitest";
import { systemClock } from "@/server/platform/clock";
import { pool } from "@/server/platform/db";
import { newId } from "@/server/platform/ids";
import { acquireLease, FenceLost } from "@/server/platform/lease";
import { type FakeServer, startFakeServer } from "@/tests/factories/fake-http-server";
import { insertAgent } from "@/tests/factories/insert-agent";
import { loopbackClient } from "@/tests/factories/loopback-client";
import { SchemaLearner } from "./learn-schemas";
import type { Fence } from "./lease-loop";

const SCHEMA = { workflow: "invoices", inputs: { topic: { type: "str", required: true } }, outputs: ["report"] };
const never = new AbortController().signal;
let server: FakeServer;
let agent: string;
let fence: Fence;
let learner: SchemaLearner;

beforeEach(async () => {
  await pool().query(`TRUNCATE agent, agent_beat, agent_verdict, agent_change`);
  server = await startFakeServer(() => ({ body: SCHEMA }));
  agent = await insertAgent(pool(), { port: server.port });
  await seen(true);
  const owner = newId();
  const epoch = await acquireLease(pool(), owner, owner, 60_000);
  fence = { leases: new Map([[owner, epoch ?? 0n]]), owner };
  learner = new SchemaLearner(systemClock, loopbackClient());
});

afterEach(() => server.stop());

async function seen(ok: boolean): Promise<void> {
  await pool().query(
    `INSERT INTO agent_verdict (agent_id, status, since, probe_ok) VALUES ($1, 'healthy', now(), $2)
     ON CONFLICT (agent_id) DO UPDATE SET probe_ok = excluded.probe_ok`,
    [agent, ok],
  );
}

async function kept(): Promise<{ workflow: string | null; schema: unknown }> {
  const { rows } = await pool().query<{ workflow: string | null; schema: unknown }>(
    `SELECT workflow, schema FROM agent WHERE id = $1`,
    [agent],
  );
  return rows[0] ?? { workflow: null, schema: undefined };
}

test("an agent that is seen well is asked once, and its workflow is known", async () => {
  await learner.step(fence, never);
  await learner.step(fence, never);
  expect(server.received.map(({ path }) => path)).toEqual(["/schema"]);
  expect(await kept()).toMatchObject({ workflow: "invoices", schema: { outputs: ["report"] } });
});

test("one that came back changed is asked again", async () => {
  await learner.step(fence, never);
  await pool().query(`INSERT INTO agent_change (agent_id, at, field) VALUES ($1, clock_timestamp(), 'metadata')`, [
    agent,
  ]);
  await learner.step(fence, never);
  expect(server.received).toHaveLength(2);
});

test("one whose probes fail is not asked, nor one that is paused or retired", async () => {
  await seen(false);
  await learner.step(fence, never);
  await seen(true);
  await pool().query(`UPDATE agent SET paused_at = now()`);
  await learner.step(fence, never);
  await pool().query(`UPDATE agent SET paused_at = NULL, retired_at = now()`);
  await learner.step(fence, never);
  expect(server.received).toEqual([]);
});

test("one without a schema is left alone after it said so", async () => {
  server.answer = () => ({ status: 404, body: { detail: "Not Found" } });
  await learner.step(fence, never);
  await learner.step(fence, never);
  expect(server.received).toHaveLength(1);
  expect(await kept()).toEqual({ workflow: null, schema: null });
});

test("one that gives no answer is not asked at every step, and what is known stays", async () => {
  await pool().query(`UPDATE agent SET workflow = 'known'`);
  await server.stop();
  await learner.step(fence, never);
  await learner.step(fence, never);
  expect(await kept()).toEqual({ workflow: "known", schema: null });
  server = await startFakeServer(() => ({ body: SCHEMA }));
});

test("who lost the lease writes nothing", async () => {
  const lost = { ...fence, owner: newId() };
  await expect(learner.step(lost, never)).rejects.toThrow(FenceLost);
  expect(await kept()).toEqual({ workflow: null, schema: null });
});

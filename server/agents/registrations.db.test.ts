import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { closeDb, pool } from "@/server/platform/db";
import { resetEnv } from "@/server/platform/env";
import { stopHub } from "@/server/platform/events";
import { newId } from "@/server/platform/ids";
import { operatorContext } from "@/tests/factories/contexts";
import { claimOf, insertToken, startTestRegistry, type TestRegistry } from "@/tests/factories/registry-server";
import { admitAgent } from "./admit-agent";
import { banAgent } from "./ban-agent";
import { contract } from "./contract";
import { getAgent } from "./get-agent";
import { listOrchestrators } from "./list-orchestrators";
import { listRegistrations } from "./list-registrations";

const ctx = operatorContext("olga");
let registry: TestRegistry;

beforeAll(async () => {
  registry = await startTestRegistry();
});

afterEach(async () => {
  await pool().query(`TRUNCATE agent, agent_beat, agent_change, registration, orchestrator, token`);
});

afterAll(async () => {
  await registry.stop();
  await stopHub();
  await closeDb();
});

const list = (query: Record<string, unknown> = {}) =>
  listRegistrations({ ctx, input: contract.listRegistrations.query.parse(query) });
const admit = (id: string, environment = "default") => admitAgent({ ctx, input: { id, environment } });
const knock = (id: string, more: Record<string, unknown> = {}) =>
  registry.wire("POST", "/agents/register", { body: claimOf(id, more) });
const beat = (id: string) => registry.wire("POST", `/agents/${id}/heartbeat`);

/** Within one millisecond ids have no order: each knock is given one of its own. */
let knocks = 0;

async function insertKnock(agentId: string, facts: { state?: string; from?: string } = {}): Promise<string> {
  const id = newId(Date.now() + knocks++);
  await pool().query(
    `INSERT INTO registration (id, external_id, name, host, port, seen_from, state, reason, metadata, last_beat_at)
     VALUES ($1, $2, 'n', 'h', 8000, $3, $4, 'came without a token', '{"tags":["x"],"workflow":"write"}', now())`,
    [id, agentId, facts.from ?? "127.0.0.9", facts.state ?? "pending"],
  );
  return id;
}

async function waiting(): Promise<string> {
  const { items } = await list();
  return String(items[0]?.id);
}

describe("who knocked", () => {
  it("is listed with where it came from, newest first, page by page, by state", async () => {
    const hostile = `<img src=x onerror=alert(1)>\u202e`;
    const ids = [await insertKnock("a"), await insertKnock(hostile, { state: "refused" }), await insertKnock("c")];
    const first = await list({ limit: 2 });
    expect(first).toMatchObject({ total: 3, items: [{ id: ids[2], from: "127.0.0.9" }, { agentId: hostile }] });
    await insertKnock("d");
    const rest = await list({ limit: 2, cursor: first.nextCursor });
    expect(rest).toMatchObject({ nextCursor: null, items: [{ id: ids[0], agentId: "a", times: 1 }] });
    expect((await list({ state: "refused,banned" })).items.map(({ id }) => id)).toEqual([ids[1]]);
  });

  it("joins the fleet once admitted, and goes on without a token from its own address alone", async () => {
    expect((await knock("agent-1", { metadata: '{"tags":["team:a"],"version":"2"}' })).status).toBe(200);
    const id = await waiting();
    const agent = await admit(id, "staging");
    expect(agent).toMatchObject({
      agentId: "agent-1",
      environment: "staging",
      admission: "admitted",
      seenFrom: "127.0.0.1",
      tags: ["team:a"],
      version: "2",
      lastHeartbeatAt: expect.any(Date),
    });
    expect((await beat("agent-1")).status).toBe(200);
    expect((await knock("agent-1", { port: 8001 })).status).toBe(200);
    expect(await getAgent({ ctx, input: { id: agent.id } })).toMatchObject({ port: 8001, environment: "staging" });
    expect((await list()).items).toEqual([]);
    await pool().query(`UPDATE agent SET admitted_from = '127.0.0.2' WHERE id = $1`, [agent.id]);
    expect((await knock("agent-1")).status).toBe(200);
    expect((await list()).items).toMatchObject([{ agentId: "agent-1", state: "pending", from: "127.0.0.1" }]);
  });

  it("keeps its id and its history when it is admitted from a new address", async () => {
    const first = await admit(await insertKnock("agent-1"));
    const again = await admit(await insertKnock("agent-1", { from: "127.0.0.10" }));
    expect(again).toMatchObject({ id: first.id, seenFrom: "127.0.0.10", workflow: "write" });
  });

  it("is not admitted where it was refused, or where the id came with a token meanwhile", async () => {
    const refused = await insertKnock("silent", { state: "refused" });
    await expect(admit(refused)).rejects.toMatchObject({ code: "impossible" });
    const token = await insertToken();
    const id = await insertKnock("mine");
    await registry.wire("POST", "/agents/register", { token, body: claimOf("mine") });
    await expect(admit(id)).rejects.toMatchObject({ code: "conflict" });
    await expect(admit(newId())).rejects.toMatchObject({ code: "not_found" });
  });

  it("is turned away for good once banned, until it is admitted after all", async () => {
    await knock("agent-1");
    const id = await waiting();
    const banned = await banAgent({ ctx, input: { id } });
    expect(banned).toMatchObject({ state: "banned", decidedBy: "olga" });
    expect((await beat("agent-1")).status).toBe(401);
    expect((await knock("agent-1")).status).toBe(401);
    await banAgent({ ctx, input: { id } });
    await admit(id);
    expect((await beat("agent-1")).status).toBe(200);
    const { rows } = await pool().query(
      `SELECT action FROM audit WHERE object_id = $1 OR after->>'agentId' = 'agent-1' AND after->>'from' = '127.0.0.1' ORDER BY id`,
      [id],
    );
    expect(rows.map(({ action }) => action)).toEqual(["agent.admit", "agent.ban", "agent.admit"]);
  });
});

describe("a registry that accepts strangers", () => {
  it("still turns away who was banned", async () => {
    const open = await startTestRegistry({ MUSTER_REGISTRY_STRANGERS: "accept" });
    await insertKnock("agent-1", { from: "127.0.0.1", state: "banned" });
    expect((await open.wire("POST", "/agents/register", { body: claimOf("agent-1") })).status).toBe(401);
    expect((await open.wire("POST", "/agents/register", { body: claimOf("agent-2") })).status).toBe(200);
    await open.stop();
    process.env.MUSTER_REGISTRY_STRANGERS = "pending";
    resetEnv();
  });
});

describe("orchestrators", () => {
  it("are listed with the agents that came with their token or name them", async () => {
    const token = await insertToken();
    const claim = { orchestrator_id: 'o "1"', orchestrator_name: "Conductor", orchestrator_type: "k8s" };
    await registry.wire("POST", "/orchestrator/register", { token, body: { ...claim, api_endpoint: "http://o:9100" } });
    await registry.wire("POST", "/agents/register", { token, body: claimOf("with-token") });
    const other = await insertToken();
    const metadata = JSON.stringify({ orchestrator_id: 'o "1"' });
    await registry.wire("POST", "/agents/register", { token: other, body: claimOf("names-it", { metadata }) });
    await registry.wire("POST", "/agents/register", { token: other, body: claimOf("of-nobody") });
    const { items, total } = await listOrchestrators({ ctx, input: { limit: 50 } });
    expect({ total, agents: items[0]?.agents.map(({ agentId }) => agentId) }).toEqual({
      total: 1,
      agents: ["names-it", "with-token"],
    });
    expect(items[0]).toMatchObject({
      orchestratorId: 'o "1"',
      type: "k8s",
      alive: true,
      ttlSeconds: 300,
      agentCount: 2,
    });
    await pool().query(`UPDATE orchestrator SET last_beat_at = now() - interval '301 seconds'`);
    expect((await listOrchestrators({ ctx, input: { limit: 50, environment: ["Default"] } })).items[0]?.alive).toBe(
      false,
    );
    expect((await listOrchestrators({ ctx, input: { limit: 50, environment: ["none"] } })).items).toEqual([]);
  });
});

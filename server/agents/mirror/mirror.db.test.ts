import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { contract } from "@/server/agents/contract";
import { closeDb, pool } from "@/server/platform/db";
import { stopHub } from "@/server/platform/events";
import { newId } from "@/server/platform/ids";
import { acquireLease } from "@/server/platform/lease";
import type { Started } from "@/server/platform/role-instance";
import { operatorContext } from "@/tests/factories/contexts";
import { type FakeServer, startFakeServer } from "@/tests/factories/fake-http-server";
import { loopbackClient } from "@/tests/factories/loopback-client";
import { createRegistry } from "./create-registry";
import { deleteRegistry } from "./delete-registry";
import { listRegistries } from "./list-registries";
import { pollUnderLease, startMirroring } from "./mirror-registries";
import { pollMirror } from "./poll-mirror";
import { testRegistry } from "./test-registry";
import { updateRegistry } from "./update-registry";

const ctx = operatorContext("ada");
const http = loopbackClient();
const workers: Started[] = [];
let upstream: FakeServer;
let listed: Record<string, unknown>[];

beforeEach(async () => {
  listed = [];
  upstream = await startFakeServer(({ path }) =>
    path.startsWith("/agents?") ? { body: listed } : { status: 404, body: { detail: "Not Found" } },
  );
});

afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop();
  await upstream.stop();
  await pool().query(`TRUNCATE agent, agent_beat, agent_change, secret`);
  await pool().query(`DELETE FROM registry WHERE kind IN ('mirror', 'removed')`);
});

afterAll(async () => {
  await stopHub();
  await closeDb();
});

const entry = (id: string, more: Record<string, unknown> = {}) => ({
  agent_id: id,
  agent_name: `name of ${id}`,
  host: "10.0.0.5",
  port: 8000,
  is_alive: true,
  last_heartbeat: "2026-01-01T00:00:00",
  registered_at: "2026-01-01T00:00:00",
  ttl_seconds: 60,
  metadata: null,
  ...more,
});

async function mirror(url = upstream.url): Promise<string> {
  const input = contract.createRegistry.body.parse({ name: "old one", url, pollIntervalMs: 1_000 });
  return (await createRegistry({ ctx, input })).id;
}

/** One poll under a lease of its own, as the loop does it. */
async function poll(id: string): Promise<void> {
  const owner = newId();
  const name = `mirror:${newId()}`;
  const epoch = (await acquireLease(pool(), name, owner, 20_000)) ?? 0n;
  await pollMirror({ id, owner, fence: new Map([[name, epoch]]), http, signal: new AbortController().signal });
}

async function agents() {
  const { rows } = await pool().query(
    `SELECT a.external_id AS id, a.name, a.registered_port AS port, a.workflow, a.retired_reason AS retired,
       b.last_beat_at = r.last_ok_at AS fresh
     FROM agent a JOIN registry r ON r.id = a.registry_id LEFT JOIN agent_beat b ON b.agent_id = a.id ORDER BY 1`,
  );
  return rows;
}

async function changes(): Promise<string[]> {
  const { rows } = await pool().query<{ line: string }>(
    `SELECT concat(field, ': ', before, ' → ', after) AS line FROM agent_change ORDER BY id`,
  );
  return rows.map(({ line }) => line);
}

const item = async (id: string) => (await listRegistries({ ctx })).items.find((registry) => registry.id === id);

describe("a mirror of an upstream registry", () => {
  it("has its agents, and counts those alive there as beating at the moment of the poll", async () => {
    listed = [entry("alive"), entry("dead", { is_alive: false })];
    const id = await mirror();
    await poll(id);
    expect(await agents()).toMatchObject([
      { id: "alive", name: "name of alive", fresh: true },
      { id: "dead", fresh: null },
    ]);
    expect(await item(id)).toMatchObject({ status: "ok", agents: 2, lastError: null });
    listed = [entry("alive", { is_alive: false })];
    await poll(id);
    expect((await agents())[0]).toMatchObject({ id: "alive", fresh: false, retired: null });
  });

  it("notes what changed, and keeps an operator's address", async () => {
    listed = [entry("a")];
    const id = await mirror();
    await poll(id);
    await pool().query(`UPDATE agent SET address_override = '10.0.0.99'`);
    listed = [entry("a", { port: 8001, metadata: '{"workflow":"write"}' })];
    await poll(id);
    await poll(id);
    expect(await agents()).toMatchObject([{ port: 8001, workflow: "write" }]);
    expect(await changes()).toEqual(["port: 8000 → 8001", 'metadata:  → {"workflow":"write"}']);
    expect((await pool().query(`SELECT address_override AS a FROM agent`)).rows).toEqual([{ a: "10.0.0.99" }]);
  });

  it("retires who said goodbye, marks who was purged once, and takes both back when they beat", async () => {
    listed = [entry("leaves"), entry("silent")];
    const id = await mirror();
    await poll(id);
    await pool().query(
      `UPDATE agent_beat SET last_beat_at = now() - interval '2 minutes' FROM agent a WHERE a.id = agent_id AND external_id = 'silent'`,
    );
    listed = [];
    await poll(id);
    await poll(id);
    expect(await agents()).toMatchObject([
      { id: "leaves", retired: "deregistered upstream" },
      { id: "silent", retired: null },
    ]);
    expect(await changes()).toEqual(["upstream: listed → purged"]);
    listed = [entry("leaves"), entry("silent")];
    await poll(id);
    expect(await agents()).toMatchObject([
      { retired: null, fresh: true },
      { retired: null, fresh: true },
    ]);
    expect(await changes()).toEqual(["upstream: listed → purged", "upstream: purged → listed"]);
  });
});

describe("what a mirror reads", () => {
  it("may come in the next generation's names", async () => {
    const body = [
      { ...entry("x"), agent_id: undefined, deployment_id: "d-1", deployment_name: "D", workflow_name: "w" },
    ];
    upstream.answer = ({ path }) => (path.startsWith("/deployments?") ? { body } : { status: 404 });
    await poll(await mirror(`${upstream.url}/`));
    expect(await agents()).toMatchObject([{ id: "d-1", workflow: "w" }]);
  });

  it("is taken as far as it is an agent, however hostile the list", async () => {
    const hostile = `<b>\u202e${"x".repeat(200)}`;
    listed = [
      entry("twice", { port: 1 }),
      entry("twice", { port: 2 }),
      entry(hostile, { metadata: "not json" }),
      entry("nul\u0000\ud800"),
      entry(""),
      entry("p", { port: 0 }),
      entry("h", { host: "" }),
    ];
    const result = await testRegistry({ ctx, input: { url: upstream.url } }, http);
    expect(result).toMatchObject({ ok: true, agents: 3, detail: expect.stringContaining("3 of its entries") });
    await poll(await mirror());
    expect((await agents()).map(({ id, port }) => [id, port])).toEqual([
      [hostile, 8000],
      ["nul\ufffd", 8000],
      ["twice", 1],
    ]);
  });
});

describe("an upstream registry that is not well", () => {
  it.each([
    ["asks for credentials", { status: 401 }, "credentials"],
    ["answers a page", { body: "<html>" }, "did not answer a list"],
    ["is no registry", { status: 404 }, "is this a registry's address"],
    ["fails", { status: 502 }, "/agents answered 502"],
  ])("%s: the words say so and the agents stay", async (_title, answer, words) => {
    listed = [entry("a")];
    const id = await mirror();
    await poll(id);
    const before = await item(id);
    upstream.answer = () => answer;
    await poll(id);
    expect(await item(id)).toMatchObject({
      status: "away",
      lastError: expect.stringContaining(words),
      lastOkAt: before?.lastOkAt,
      agents: 1,
    });
    expect(await testRegistry({ ctx, input: { registryId: id } }, http)).toMatchObject({ ok: false, agents: null });
  });

  it("heals by itself", async () => {
    const id = await mirror();
    await upstream.stop();
    await poll(id);
    expect(await item(id)).toMatchObject({ status: "away", lastError: expect.stringContaining("refused") });
    const { port } = upstream;
    upstream = await startFakeServer(() => ({ body: [entry("a")] }), port);
    await poll(id);
    expect(await item(id)).toMatchObject({ status: "ok", agents: 1, lastError: null });
  });
});

describe("the loop that polls", () => {
  it("polls a mirror once an interval, however many workers there are", async () => {
    listed = [entry("a")];
    await mirror();
    const began = Date.now();
    for (let i = 0; i < 3; i += 1) workers.push(startMirroring({ owner: newId(), http }));
    await vi.waitFor(() => expect(upstream.received.length).toBeGreaterThanOrEqual(3), {
      timeout: 10_000,
      interval: 50,
    });
    expect(upstream.received.length).toBeLessThanOrEqual(Math.floor((Date.now() - began) / 1_000) + 2);
    expect(await agents()).toMatchObject([{ id: "a", fresh: true }]);
  });

  it("leaves a mirror alone that another has polled meanwhile, or polls now", async () => {
    const id = await mirror();
    const signal = new AbortController().signal;
    await poll(id);
    await pollUnderLease(id, newId(), http, signal);
    expect(upstream.received).toHaveLength(1);
    await pool().query(`UPDATE registry SET last_polled_at = NULL`);
    await acquireLease(pool(), `mirror:${id}`, newId(), 20_000);
    await pollUnderLease(id, newId(), http, signal);
    expect(upstream.received).toHaveLength(1);
  });

  it("writes nothing once its lease has passed to another", async () => {
    listed = [entry("a")];
    const id = await mirror();
    const owner = newId();
    const epoch = (await acquireLease(pool(), "mirror:x", owner, 20_000)) ?? 0n;
    await pool().query(`UPDATE lease SET epoch = epoch + 1, owner = $1 WHERE name = 'mirror:x'`, [newId()]);
    const fence = new Map([["mirror:x", epoch]]);
    await expect(pollMirror({ id, owner, fence, http, signal: new AbortController().signal })).rejects.toThrow(
      "was lost",
    );
    expect(await agents()).toEqual([]);
  });

  it("lets go of a call in flight when it stops", async () => {
    upstream.answer = () => ({ hang: true });
    await mirror();
    const worker = startMirroring({ owner: newId(), http });
    await vi.waitFor(() => expect(upstream.received).toHaveLength(1), { timeout: 5_000, interval: 20 });
    const began = Date.now();
    await worker.stop();
    expect(Date.now() - began).toBeLessThan(2_000);
    const { rows } =
      await pool().query(`SELECT 1 FROM lease WHERE name LIKE 'mirror:%' AND owner IS NOT NULL AND name <> 'mirror:x'
      AND name IN (SELECT 'mirror:' || id FROM registry)`);
    expect(rows).toEqual([]);
  });
});

describe("a mirror's credentials", () => {
  const withUser = () => upstream.url.replace("://", "://agent:s3cr%20t@");
  const sent = () => upstream.received.at(-1)?.headers.authorization;
  const basic = `Basic ${Buffer.from("agent:s3cr t").toString("base64")}`;

  it("are sent to the upstream and told to nobody", async () => {
    const id = await mirror(withUser());
    await poll(id);
    expect(sent()).toBe(basic);
    expect(await item(id)).toMatchObject({ url: upstream.url, hasCredentials: true });
    const trail = await pool().query(`SELECT * FROM audit WHERE object_id = $1`, [id]);
    const stored = await pool().query(`SELECT * FROM registry`);
    expect(JSON.stringify([await listRegistries({ ctx }), trail.rows, stored.rows])).not.toMatch(/s3cr|agent:/);
  });

  it("stay with their server and go to no other", async () => {
    const id = await mirror(withUser());
    await updateRegistry({ ctx, input: { id, url: `${upstream.url}/prefix` } });
    upstream.answer = () => ({ body: [] });
    await poll(id);
    expect(sent()).toBe(basic);
    const changed = await updateRegistry({ ctx, input: { id, url: "http://elsewhere:9000" } });
    expect(changed.hasCredentials).toBe(false);
    expect((await pool().query(`SELECT 1 FROM secret`)).rows).toEqual([]);
  });

  it("are gone with the mirror, whose agents are retired with their history", async () => {
    listed = [entry("a")];
    const id = await mirror(withUser());
    await poll(id);
    await expect(mirror()).rejects.toMatchObject({ code: "conflict" });
    await deleteRegistry({ ctx, input: { id } });
    expect((await agents())[0]).toMatchObject({ retired: "its registry was removed" });
    expect(await item(id)).toBe(undefined);
    expect((await pool().query(`SELECT 1 FROM secret`)).rows).toEqual([]);
    await expect(deleteRegistry({ ctx, input: { id } })).rejects.toMatchObject({ code: "not_found" });
    const builtin = "00000000-0000-7000-8000-000000000002";
    await expect(deleteRegistry({ ctx, input: { id: builtin } })).rejects.toMatchObject({ code: "impossible" });
  });
});

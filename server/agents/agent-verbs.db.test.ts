import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { closeDb, pool } from "@/server/platform/db";
import { guardedFetch } from "@/server/platform/http";
import { operatorContext } from "@/tests/factories/contexts";
import { type FakeServer, startFakeServer } from "@/tests/factories/fake-http-server";
import { insertAgent } from "@/tests/factories/insert-agent";
import { loopbackClient } from "@/tests/factories/loopback-client";
import { contract } from "./contract";
import { createAgent } from "./create-agent";
import { deleteAgent } from "./delete-agent";
import { getAgent } from "./get-agent";
import { tryAddress } from "./try-address";
import { updateAgent } from "./update-agent";

const olga = operatorContext("olga");
const http = loopbackClient();
const SCHEMA = {
  workflow: "write",
  inputs: { topic: { type: "str", required: true, default: null, description: "what about" } },
  outputs: ["article"],
};
let server: FakeServer;

beforeEach(async () => {
  server = await startFakeServer(({ path }) => (path === "/schema" ? { body: SCHEMA } : { body: { status: "ok" } }));
});

afterEach(async () => {
  await server.stop();
  await pool().query(`TRUNCATE agent, agent_beat, agent_verdict, agent_change`);
  await pool().query(`DELETE FROM environment WHERE name <> 'default'`);
});

afterAll(closeDb);

const create = (input: Record<string, unknown>, client = http) =>
  createAgent({ ctx: olga, input: contract.createAgent.body.parse(input) }, client);

const update = (id: string, input: Record<string, unknown>) =>
  updateAgent({ ctx: olga, input: { id, ...contract.updateAgent.body.parse(input) } });

async function audits(id: string): Promise<string[]> {
  const { rows } = await pool().query<{ line: string }>(
    `SELECT actor_name || ' ' || action AS line FROM audit WHERE object_id = $1 ORDER BY id`,
    [id],
  );
  return rows.map(({ line }) => line);
}

async function count(): Promise<number> {
  return (await pool().query(`SELECT 1 FROM agent`)).rows.length;
}

describe("adding an agent by its URL", () => {
  it("looks at it before it answers, and takes its schema", async () => {
    const made = await create({ url: `${server.url}/`, name: "Writer", environment: "staging", tags: ["by-hand"] });
    expect(made).toMatchObject({
      name: "Writer",
      url: server.url,
      environment: "staging",
      tags: ["by-hand"],
      discovery: "manual",
      workflow: "write",
      schema: SCHEMA,
      lastProbe: { ok: true, error: null, latencyMs: expect.any(Number) },
    });
    expect(await audits(made.id)).toEqual(["olga agent.create"]);
    expect((await getAgent({ ctx: olga, input: { id: made.id } })).schema).toEqual(SCHEMA);
  });

  it("keeps the prefix of its path and calls the agent below it", async () => {
    const made = await create({ url: `${server.url}/team/a/` });
    expect(made).toMatchObject({ url: `${server.url}/team/a`, name: `127.0.0.1:${server.port}` });
    expect(server.received.map(({ path }) => path).sort()).toEqual(["/team/a/health", "/team/a/schema"]);
  });

  it("refuses one that does not answer, unless the caller insists", async () => {
    await server.stop();
    await expect(create({ url: server.url })).rejects.toMatchObject({ code: "impossible", errors: [{ path: "url" }] });
    expect(await count()).toBe(0);
    const made = await create({ url: server.url, evenIfUnreachable: true });
    expect(made.lastProbe).toMatchObject({ ok: false, error: expect.stringContaining("refused") });
  });

  it("refuses one that answers, but not with 200", async () => {
    server.answer = () => ({ status: 503 });
    await expect(create({ url: server.url })).rejects.toThrow("/health answered 503");
  });

  it("never calls what the policy forbids", async () => {
    for (const url of ["http://169.254.169.254/", "http://127.0.0.1:1", "http://[::ffff:169.254.169.254]/"]) {
      await expect(create({ url }, guardedFetch), url).rejects.toMatchObject({ code: "impossible" });
    }
    expect(await count()).toBe(0);
  });

  it.each([
    "ftp://x",
    "javascript:alert(1)",
    "http://user:pw@127.0.0.1",
    "http://127.0.0.1/?a=1",
    "not a url",
    "http://",
  ])("refuses the URL %j and names the field", async (url) => {
    await expect(create({ url })).rejects.toMatchObject({ code: "invalid", errors: [{ path: "url" }] });
    expect(server.received).toEqual([]);
  });

  it("refuses a URL that is of the fleet, and brings a retired one back with its history", async () => {
    const first = await create({ url: server.url });
    const asked = server.received.length;
    await expect(create({ url: `${server.url}/` })).rejects.toMatchObject({ code: "conflict" });
    expect(server.received).toHaveLength(asked);
    await deleteAgent({ ctx: olga, input: { id: first.id } });
    expect(await create({ url: server.url, name: "again" })).toMatchObject({
      id: first.id,
      retiredAt: null,
      name: "again",
    });
  });
});

describe("changing an agent", () => {
  it("sets the address that wins, notes it for the charts, and takes it back", async () => {
    const id = await insertAgent(pool());
    expect(await update(id, { addressOverride: "10.0.0.7:8123" })).toMatchObject({
      url: "http://10.0.0.7:8123",
      port: 8000,
    });
    const back = await update(id, { addressOverride: null });
    expect(back).toMatchObject({ url: "http://127.0.0.1:8000", addressOverride: null });
    expect(back.changes).toMatchObject([
      { field: "address", before: "10.0.0.7:8123", after: null },
      { field: "address", before: null, after: "10.0.0.7:8123" },
    ]);
    expect(await audits(id)).toEqual(["olga agent.update", "olga agent.update"]);
  });

  it.each(["user@host", "host/?x", "a b", "http://h#x", "ftp://x y"])(
    "refuses the address %j",
    async (addressOverride) => {
      const id = await insertAgent(pool());
      await expect(update(id, { addressOverride })).rejects.toMatchObject({ code: "invalid" });
      expect(await audits(id)).toEqual([]);
    },
  );

  it("sets tags and probe settings, part by part", async () => {
    const id = await insertAgent(pool());
    await update(id, { tags: ["a", "a", "b"], probe: { path: "/health/live" } });
    const agent = await update(id, { probe: { intervalMs: 60_000, timeoutMs: 2_000 } });
    expect(agent.tags).toEqual(["a", "b"]);
    expect(agent.probeSettings).toMatchObject({
      path: "/health/live",
      intervalMs: 60_000,
      timeoutMs: 2_000,
      enabled: true,
    });
    expect(() => contract.updateAgent.body.parse({ probe: { intervalMs: 9_999 } })).toThrow("10000");
  });

  it("leaves name and environment to the registration where that decides them", async () => {
    const id = await insertAgent(pool());
    await expect(update(id, { name: "mine" })).rejects.toMatchObject({ code: "impossible" });
    await expect(update(id, { environment: "staging" })).rejects.toMatchObject({ code: "impossible" });
    await pool().query(`UPDATE agent SET admission = 'admitted'`);
    expect((await update(id, { environment: "staging" })).environment).toBe("staging");
    const manual = await create({ url: server.url });
    expect(await update(manual.id, { name: "Mine", environment: "staging" })).toMatchObject({ name: "Mine" });
  });
});

describe("removing an agent", () => {
  it("is refused while it reports; afterwards it is retired and keeps its place", async () => {
    const id = await insertAgent(pool());
    await expect(deleteAgent({ ctx: olga, input: { id } })).rejects.toMatchObject({ code: "conflict" });
    await pool().query(`UPDATE agent_beat SET last_beat_at = now() - interval '76 seconds'`);
    await deleteAgent({ ctx: olga, input: { id } });
    await deleteAgent({ ctx: olga, input: { id } });
    const agent = await getAgent({ ctx: olga, input: { id } });
    expect(agent).toMatchObject({ status: "retired", statusReason: "removed by olga" });
    expect(await audits(id)).toEqual(["olga agent.delete"]);
  });
});

describe("trying another address", () => {
  it("looks at the one it registered from, and changes nothing", async () => {
    const id = await insertAgent(pool(), { port: server.port });
    await pool().query(`UPDATE agent SET registered_host = 'no-such-container', seen_from = '127.0.0.1'`);
    const tried = await tryAddress({ ctx: olga, input: { id } }, http);
    expect(tried).toMatchObject({ address: `127.0.0.1:${server.port}`, ok: true });
    expect((await getAgent({ ctx: olga, input: { id } })).addressOverride).toBe(null);
    const wrong = await tryAddress({ ctx: olga, input: { id, address: "127.0.0.1:1" } }, http);
    expect(wrong).toMatchObject({ ok: false, error: expect.stringContaining("refused") });
  });

  it("is impossible where no other address is likely", async () => {
    const id = await insertAgent(pool());
    await pool().query(`UPDATE agent SET seen_from = '127.0.0.1'`);
    await expect(tryAddress({ ctx: olga, input: { id } }, http)).rejects.toMatchObject({ code: "impossible" });
  });
});

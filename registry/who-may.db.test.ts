import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { closeDb, pool } from "@/server/platform/db";
import { hub, notify, stopHub } from "@/server/platform/events";
import {
  claimOf,
  insertToken,
  startTestRegistry,
  type TestRegistry,
  type WireCall,
} from "@/tests/factories/registry-server";

let registry: TestRegistry;
const FROM = { "x-forwarded-for": "127.0.0.9" };

async function start(strangers: "refuse" | "pending" | "accept", settings: Record<string, string> = {}) {
  await registry?.stop();
  registry = await startTestRegistry({
    MUSTER_REGISTRY_STRANGERS: strangers,
    MUSTER_TRUSTED_PROXIES: "127.0.0.1/32",
    ...settings,
  });
}

const register = (id: string, call: WireCall = {}, more: Record<string, unknown> = {}) =>
  registry.wire("POST", "/agents/register", { body: claimOf(id, more), ...call });
const beat = (id: string, call: WireCall = {}) => registry.wire("POST", `/agents/${id}/heartbeat`, call);
const statusOf = async (answer: Promise<{ status: number }>) => (await answer).status;

async function atTheDoor(): Promise<Record<string, unknown>[]> {
  const { rows } = await pool().query(
    `SELECT external_id AS id, seen_from AS from, state, reason, times FROM registration ORDER BY external_id, seen_from`,
  );
  return rows;
}

beforeEach(() => start("pending"));

afterEach(async () => {
  await registry.stop();
  await pool().query(`TRUNCATE agent, agent_beat, agent_change, registration, orchestrator`);
});

afterAll(async () => {
  await stopHub();
  await closeDb();
});

describe("tokens", () => {
  test("an id belongs to the environment of the token that registered it", async () => {
    const prod = await insertToken({ environment: "prod" });
    const test = await insertToken({ environment: "test" });
    expect(await statusOf(register("mine", { token: prod }))).toBe(200);
    for (const answer of [
      register("mine", { token: test }, { host: "evil" }),
      beat("mine", { token: test }),
      registry.wire("DELETE", "/agents/mine", { token: test }),
    ])
      expect(await statusOf(answer)).toBe(403);
    const again = await insertToken({ environment: "prod" });
    expect((await registry.wire("GET", "/agents/mine", { token: again })).body.host).toBe("127.0.0.1");
    expect((await registry.wire("GET", "/agents", { token: test })).body).toEqual([]);
  });

  test("an operator's API token opens the registry, a viewer's does not", async () => {
    expect(await statusOf(register("a", { token: await insertToken({ role: "operator" }) }))).toBe(200);
    expect(await statusOf(register("a", { token: await insertToken({ role: "viewer" }) }))).toBe(401);
  });

  test("a wrong token is refused everywhere, also where strangers are accepted", async () => {
    await start("accept");
    expect(await statusOf(register("a", { token: "wrong" }))).toBe(401);
    const { status, headers } = await registry.wire("GET", "/agents", { headers: { authorization: "Bearer wrong" } });
    expect([status, headers["www-authenticate"]]).toEqual([401, 'Basic realm="Muster registry"']);
  });

  test("a token counts only from its networks", async () => {
    const token = await insertToken({ networks: ["127.0.0.9/32"] });
    expect(await statusOf(register("a", { token }))).toBe(401);
    expect(await statusOf(register("a", { token, headers: FROM }))).toBe(200);
  });

  test("a token has room for so many agents, whichever registry they ask", async () => {
    const other = await startTestRegistry();
    const token = await insertToken({ maxAgents: 3 });
    const statuses = await Promise.all(
      Array.from({ length: 8 }, (_, i) => {
        const { wire } = i % 2 === 0 ? registry : other;
        return statusOf(wire("POST", "/agents/register", { token, body: claimOf(`a${i}`) }));
      }),
    );
    expect(statuses.sort()).toEqual([200, 200, 200, 403, 403, 403, 403, 403]);
    await other.stop();
  });

  test("a forwarded address counts only behind a trusted proxy", async () => {
    await start("pending", { MUSTER_TRUSTED_PROXIES: "" });
    await register("a", { token: await insertToken(), headers: FROM });
    const { rows } = await pool().query(`SELECT seen_from FROM agent`);
    expect(rows).toEqual([{ seen_from: "127.0.0.1" }]);
  });
});

describe("strangers that wait", () => {
  test("are answered like agents and are in no list of the fleet", async () => {
    const answer = await register("new", {}, { metadata: "m" });
    expect(answer.body).toMatchObject({ agent_id: "new", is_alive: true, metadata: "m" });
    expect(await statusOf(beat("new"))).toBe(200);
    expect(await statusOf(registry.wire("GET", "/agents"))).toBe(401);
    expect((await registry.wire("GET", "/health")).body.registered_agents).toBe(0);
    expect(await atTheDoor()).toEqual([
      { id: "new", from: "127.0.0.1", state: "pending", reason: "came without a token", times: 1 },
    ]);
  });

  test("are told to pages within two seconds", async () => {
    const heard = vi.fn();
    const undo = await hub().subscribe(heard);
    await register("new");
    await expect
      .poll(() => heard.mock.calls.some(([event]) => event.kind === "registration"), { timeout: 2_000 })
      .toBe(true);
    undo();
  });

  test("beat only from their own address, and leave", async () => {
    await register("new");
    expect(await statusOf(beat("new", { headers: FROM }))).toBe(404);
    expect(await statusOf(registry.wire("DELETE", "/agents/new", { headers: FROM }))).toBe(404);
    expect(await statusOf(registry.wire("DELETE", "/agents/new"))).toBe(200);
    expect(await statusOf(beat("new"))).toBe(404);
  });

  test("are at most twenty an address", async () => {
    for (let i = 0; i < 20; i++) expect(await statusOf(register(`a${i}`))).toBe(200);
    expect(await statusOf(register("one too many"))).toBe(401);
    expect(await statusOf(register("a3"))).toBe(200);
    expect(await statusOf(register("elsewhere", { headers: FROM }))).toBe(200);
  });

  test("are at most five hundred", async () => {
    await pool().query(
      `INSERT INTO registration (id, external_id, name, host, port, seen_from, state, reason)
       SELECT gen_random_uuid(), n::text, '', '', 1, '10.0.0.' || n, 'pending', 'no_token' FROM generate_series(1, 500) n`,
    );
    expect(await statusOf(register("one too many"))).toBe(401);
  });

  test("must come from the fleet's networks", async () => {
    const headers = { "x-forwarded-for": "203.0.113.7" };
    expect(await statusOf(register("far", { headers }))).toBe(401);
  });

  test("are refused once banned, from the next beat on", async () => {
    await register("bad");
    await beat("bad");
    await pool().query(`UPDATE registration SET state = 'banned', reason = 'banned'`);
    await notify(pool(), "registration");
    await expect.poll(() => statusOf(beat("bad"))).toBe(401);
    expect(await statusOf(register("bad"))).toBe(401);
  });

  test("cannot touch an id of the fleet", async () => {
    const token = await insertToken();
    await register("ours", { token });
    expect(await statusOf(register("ours", {}, { host: "evil" }))).toBe(401);
    expect(await statusOf(beat("ours"))).toBe(401);
    expect(await statusOf(registry.wire("DELETE", "/agents/ours"))).toBe(401);
    expect((await registry.wire("GET", "/agents/ours", { token })).body.host).toBe("127.0.0.1");
  });

  test("that come back with a token are no longer at the door", async () => {
    await register("new");
    await register("new", { token: await insertToken() });
    expect(await atTheDoor()).toEqual([]);
    expect(await statusOf(beat("new"))).toBe(401);
  });
});

describe("other answers to strangers", () => {
  test("refuse: 401, and it is kept", async () => {
    await start("refuse");
    expect(await statusOf(register("new"))).toBe(401);
    expect(await statusOf(beat("new"))).toBe(404);
    await registry.stop();
    expect(await atTheDoor()).toMatchObject([{ id: "new", from: "127.0.0.1", state: "refused", times: 2 }]);
    await start("pending");
  });

  test("accept: they are of the fleet, but never for an id that came with a token", async () => {
    await start("accept");
    expect(await statusOf(register("new"))).toBe(200);
    expect(await statusOf(beat("new"))).toBe(200);
    expect((await registry.wire("GET", "/agents")).body).toHaveLength(1);
    await register("ours", { token: await insertToken() });
    expect(await statusOf(beat("ours"))).toBe(401);
  });

  test("orchestrators need a token unless strangers are accepted", async () => {
    const body = { orchestrator_id: "o", orchestrator_name: "O", orchestrator_type: "x", api_endpoint: "http://o" };
    expect(await statusOf(registry.wire("POST", "/orchestrator/register", { body }))).toBe(401);
    const token = await insertToken();
    expect(await statusOf(registry.wire("POST", "/orchestrator/register", { body, token }))).toBe(200);
    await start("accept");
    expect(await statusOf(registry.wire("POST", "/orchestrator/register", { body }))).toBe(401);
    expect(
      await statusOf(registry.wire("POST", "/orchestrator/register", { body: { ...body, orchestrator_id: "p" } })),
    ).toBe(200);
  });
});

describe("refusals", () => {
  test("are counted by id and address with their latest reason", async () => {
    await register("a", { token: "wrong" });
    await register("a", { token: "wrong" });
    await register("a", { token: "wrong", headers: FROM });
    await beat("ghost", { token: await insertToken() });
    await register("unusable", { token: await insertToken() }, { port: 0 });
    await registry.stop();
    expect(await atTheDoor()).toMatchObject([
      {
        id: "a",
        from: "127.0.0.1",
        state: "refused",
        reason: "the token is not known, was revoked or has ended",
        times: 2,
      },
      { id: "a", from: "127.0.0.9", state: "refused", times: 1 },
      { id: "ghost", from: "127.0.0.1", state: "refused", reason: "sends heartbeats without having registered here" },
      { id: "unusable", from: "127.0.0.1", state: "refused", reason: "its registration could not be used" },
    ]);
    await start("pending");
  });

  test("are kept up to twenty an address", async () => {
    for (let i = 0; i < 25; i++) await register(`a${i}`, { token: "wrong" });
    await registry.stop();
    expect(await atTheDoor()).toHaveLength(20);
    await start("pending");
  });
});

describe("several registries", () => {
  test("know of each other's agents at once", async () => {
    const other = await startTestRegistry();
    const token = await insertToken();
    await register("a", { token });
    expect(await statusOf(other.wire("POST", "/agents/a/heartbeat", { token }))).toBe(200);
    await registry.wire("DELETE", "/agents/a", { token });
    expect(await statusOf(other.wire("POST", "/agents/a/heartbeat", { token }))).toBe(404);
    await other.stop();
  });

  test("take one id's two first registrations as one agent", async () => {
    const other = await startTestRegistry();
    const token = await insertToken();
    const call = { token, body: claimOf("twin") };
    const answers = await Promise.all(
      [registry, other, registry, other].map(({ wire }) => statusOf(wire("POST", "/agents/register", call))),
    );
    expect(answers).toEqual([200, 200, 200, 200]);
    expect((await pool().query(`SELECT 1 FROM agent`)).rows).toHaveLength(1);
    await other.stop();
  });
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { pool } from "@/server/platform/db";
import { newId } from "@/server/platform/ids";
import { insertToken, startTestRegistry, type TestRegistry, type Wire } from "@/tests/factories/registry-server";

let registry: TestRegistry;
let call: Wire;
let production: string;
let staging: string;

beforeAll(async () => {
  registry = await startTestRegistry();
  call = registry.wire;
  production = await insertToken({ environment: "production" });
  staging = await insertToken({ environment: "staging" });
});

afterAll(() => registry.stop());

const register = (id: string, token: string | undefined, more: Record<string, unknown> = {}) =>
  call("POST", "/agents/register", {
    body: { agent_id: id, agent_name: "an agent", host: "worker-1", port: 8000, ...more },
    ...(token === undefined ? {} : { token }),
  });

test("an agent registers and is answered as upstream answers, its keys in order", async () => {
  const { status, body } = await register("order-1", production, { metadata: '{"version":"1.2"}' });
  expect(status).toBe(200);
  expect(Object.keys(body)).toEqual([
    "agent_id",
    "agent_name",
    "host",
    "port",
    "is_alive",
    "last_heartbeat",
    "registered_at",
    "ttl_seconds",
    "metadata",
    "agent_metadata",
  ]);
  expect(body).toMatchObject({
    agent_id: "order-1",
    port: 8000,
    is_alive: true,
    ttl_seconds: 60,
    metadata: '{"version":"1.2"}',
  });
  expect(body.last_heartbeat).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test("registering again keeps registered_at, updates the rest and notes what changed", async () => {
  const first = await register("again-1", production);
  const second = await register("again-1", production, { host: "worker-2", port: "8001" });
  expect(second.body).toMatchObject({ host: "worker-2", port: 8001, registered_at: first.body.registered_at });
  const { rows } = await pool().query(
    `SELECT field, before, after FROM agent_change c JOIN agent a ON a.id = c.agent_id WHERE a.external_id = 'again-1' ORDER BY field`,
  );
  expect(rows).toEqual([
    { field: "host", before: "worker-1", after: "worker-2" },
    { field: "port", before: "8000", after: "8001" },
  ]);
});

test("an address that an operator set survives a registration", async () => {
  await register("override-1", production);
  await pool().query(`UPDATE agent SET address_override = '10.1.2.3:8005' WHERE external_id = 'override-1'`);
  await register("override-1", production, { host: "other" });
  const { rows } = await pool().query(`SELECT address_override FROM agent WHERE external_id = 'override-1'`);
  expect(rows[0]?.address_override).toBe("10.1.2.3:8005");
});

test("a heartbeat has neither body nor content type, and is durable when answered", async () => {
  await register("beat-1", production);
  const { status, body } = await call("POST", "/agents/beat-1/heartbeat", { token: production });
  expect({ status, said: body.status }).toEqual({ status: 200, said: "ok" });
  const { rows } = await pool().query(
    `SELECT b.last_beat_at, b.seq FROM agent_beat b JOIN agent a ON a.id = b.agent_id WHERE a.external_id = 'beat-1'`,
  );
  expect(rows[0]).toEqual({ last_beat_at: new Date(body.last_heartbeat), seq: "2" });
});

test("a heartbeat with an empty JSON body passes too", async () => {
  await register("beat-2", production);
  const answer = await call("POST", "/agents/beat-2/heartbeat", {
    token: production,
    headers: { "content-type": "application/json" },
  });
  expect(answer.status).toBe(200);
});

test("a thousand beats at once are all counted", async () => {
  await register("beat-3", production);
  await Promise.all(
    Array.from({ length: 1000 }, () => call("POST", "/agents/beat-3/heartbeat", { token: production })),
  );
  const { rows } = await pool().query(
    `SELECT last_beat_at > now() - interval '10 seconds' AS fresh FROM agent_beat b JOIN agent a ON a.id = b.agent_id WHERE a.external_id = 'beat-3'`,
  );
  expect(rows[0]?.fresh).toBe(true);
});

test.each(["a/b", "a/b/heartbeat", "%41", "ä ö", "__proto__", "{}", "x".repeat(512), "register", "https://evil.test/"])(
  "the id “%s” registers, beats, is read and leaves",
  async (id) => {
    expect((await register(id, production)).status).toBe(200);
    const path = `/agents/${encodeURIComponent(id)}`;
    expect((await call("POST", `${path}/heartbeat`, { token: production })).status).toBe(200);
    expect((await call("GET", path, { token: production })).body.agent_id).toBe(id);
    expect((await call("DELETE", path, { token: production })).body).toEqual({ status: "deleted", agent_id: id });
    expect((await call("GET", path, { token: production })).status).toBe(404);
  },
);

test("an id with a slash comes unencoded too, as the agents' client sends it", async () => {
  await register("team/one", production);
  expect((await call("POST", "/agents/team/one/heartbeat", { token: production })).status).toBe(200);
});

test("after it left, an id is unknown on the wire until it registers again", async () => {
  await register("left-1", production);
  await call("DELETE", "/agents/left-1", { token: production });
  expect((await call("POST", "/agents/left-1/heartbeat", { token: production })).body).toEqual({
    detail: "Agent not found: left-1",
  });
  const all = await call("GET", "/agents?include_dead=true", { token: production });
  expect(all.body.some((agent: { agent_id: string }) => agent.agent_id === "left-1")).toBe(false);
  await register("left-1", production);
  expect((await call("GET", "/agents/left-1", { token: production })).status).toBe(200);
});

test("lists are newest first, and the dead come only when asked for", async () => {
  await register("list-1", production);
  await register("list-2", production);
  await pool().query(
    `UPDATE agent_beat SET last_beat_at = now() - interval '1 hour' WHERE agent_id = (SELECT id FROM agent WHERE external_id = 'list-1')`,
  );
  const ids = async (query: string) =>
    (await call("GET", `/agents${query}`, { token: production })).body.map(
      (agent: { agent_id: string }) => agent.agent_id,
    );
  const alive: string[] = await ids("");
  expect(alive[0]).toBe("list-2");
  expect(alive).not.toContain("list-1");
  expect(await ids("?include_dead=yes")).toContain("list-1");
});

test("the next generation's names reach the same agents", async () => {
  const body = { deployment_id: "gen-1", deployment_name: "n", workflow_name: "triage", host: "h", port: 1 };
  const made = await call("POST", "/deployments/register", { token: production, body });
  expect(made.body).toMatchObject({ deployment_id: "gen-1", workflow_name: "triage" });
  expect((await call("POST", "/deployments/gen-1/heartbeat", { token: production })).status).toBe(200);
  expect((await call("GET", "/agents/gen-1", { token: production })).body.agent_id).toBe("gen-1");
  expect((await call("GET", "/deployments/none", { token: production })).body).toEqual({
    detail: "Deployment not found: none",
  });
});

test("unusable input is told in the framework's shape, every fault at once", async () => {
  const { status, body } = await call("POST", "/agents/register", {
    token: production,
    body: { agent_id: "", host: 7, port: 65536, ttl_seconds: "x" },
  });
  expect(status).toBe(422);
  expect(body.detail.map(({ type, loc }: { type: string; loc: string[] }) => `${loc.join(".")} ${type}`)).toEqual([
    "body.agent_id string_too_short",
    "body.agent_name missing",
    "body.host string_type",
    "body.port less_than_equal",
    "body.ttl_seconds int_parsing",
  ]);
});

test.each([
  ["not JSON", "{", "json_invalid"],
  ["an empty body", "", "missing"],
  ["a list", "[]", "model_attributes_type"],
  ["a lone surrogate", '{"agent_id":"\\ud800","agent_name":"n","host":"h","port":1}', "string_unicode"],
  ["a NUL", '{"agent_id":"a\\u0000","agent_name":"n","host":"h","port":1}', "string_unicode"],
])("%s is 422", async (_, body, type) => {
  const answer = await call("POST", "/agents/register", { token: production, raw: body });
  expect({ status: answer.status, type: answer.body.detail[0].type }).toEqual({ status: 422, type });
});

test("a body over a megabyte is refused", async () => {
  const answer = await call("POST", "/agents/register", { token: production, raw: "x".repeat(1024 * 1024 + 1) });
  expect(answer.status).toBe(413);
});

test.each([
  ["GET", "/nothing", 404, "Not Found"],
  ["PUT", "/agents", 405, "Method Not Allowed"],
  ["GET", "/agents/none", 404, "Agent not found: none"],
  ["GET", "/orchestrators/none", 404, "Orchestrator not found"],
])("%s %s is %i", async (method, path, status, detail) => {
  const answer = await call(method, path, { token: production });
  expect({ status: answer.status, detail: answer.body.detail }).toEqual({ status, detail });
});

test("a slash at the end is no redirect, which would silence an agent", async () => {
  await register("slash-1", production);
  expect((await call("POST", "/agents/slash-1/heartbeat/", { token: production })).status).toBe(200);
});

test("a broken escape is an id like any other", async () => {
  expect((await call("GET", "/agents/%zz", { token: production })).body).toEqual({ detail: "Agent not found: %zz" });
});

test("a token of another environment cannot beat for, change or deregister an id", async () => {
  await register("mine-1", production);
  expect((await register("mine-1", staging)).status).toBe(403);
  expect((await call("POST", "/agents/mine-1/heartbeat", { token: staging })).status).toBe(403);
  expect((await call("DELETE", "/agents/mine-1", { token: staging })).status).toBe(403);
  expect((await call("GET", "/agents/mine-1", { token: staging })).status).toBe(404);
});

test("a wrong token is refused, and the refusal is kept and counted", async () => {
  for (const _ of [1, 2]) expect((await register("wrong-1", "muster_agent_none")).status).toBe(401);
  const kept = async () =>
    (await pool().query(`SELECT state, times, reason FROM registration WHERE external_id = 'wrong-1'`)).rows;
  await expect
    .poll(kept, { timeout: 3_000 })
    .toEqual([{ state: "refused", times: 2, reason: "the token is not known, was revoked or has ended" }]);
});

test("a token may be held to networks and to a number of agents", async () => {
  const elsewhere = await insertToken({ environment: "held", networks: ["10.9.0.0/16"] });
  expect((await register("net-1", elsewhere)).status).toBe(401);
  const two = await insertToken({ environment: "capped", maxAgents: 2 });
  const answers = [
    await register("cap-1", two),
    await register("cap-2", two),
    await register("cap-3", two),
    await register("cap-1", two),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 403, 200]);
});

test("a stranger is answered and held, beats, and is not of the fleet", async () => {
  expect((await register("stranger-1", undefined)).status).toBe(200);
  expect((await call("POST", "/agents/stranger-1/heartbeat")).status).toBe(200);
  expect((await pool().query(`SELECT 1 FROM agent WHERE external_id = 'stranger-1'`)).rows).toEqual([]);
  const { rows } = await pool().query(`SELECT state FROM registration WHERE external_id = 'stranger-1'`);
  expect(rows).toEqual([{ state: "pending" }]);
  expect((await call("GET", "/agents")).status).toBe(401);
});

test("a stranger can neither change, beat for nor deregister an id of the fleet", async () => {
  await register("fleet-1", production);
  expect((await register("fleet-1", undefined, { host: "evil" })).status).toBe(401);
  expect((await call("POST", "/agents/fleet-1/heartbeat")).status).toBe(401);
  expect((await call("DELETE", "/agents/fleet-1")).status).toBe(401);
  expect((await call("GET", "/agents/fleet-1", { token: production })).body.host).toBe("worker-1");
});

test("an admitted id goes on without a token from its address, and is pending again from another", async () => {
  await pool().query(
    `INSERT INTO agent (id, registry_id, external_id, name, environment_id, registered_host, registered_port, admission, admitted_from)
     SELECT $1, '00000000-0000-7000-8000-000000000002', e.id, e.id, env.id, 'h', 1, 'admitted', e.address
     FROM (VALUES ('admitted-1', '127.0.0.1')) AS e(id, address), environment env WHERE env.name = 'default'`,
    [newId()],
  );
  await pool().query(
    `INSERT INTO agent_beat (agent_id, last_beat_at) SELECT id, now() FROM agent WHERE external_id = 'admitted-1'`,
  );
  expect((await call("POST", "/agents/admitted-1/heartbeat")).status).toBe(200);
  await pool().query(`UPDATE agent SET admitted_from = '127.0.0.9' WHERE external_id = 'admitted-1'`);
  expect((await register("admitted-1", undefined)).status).toBe(200);
  const { rows } = await pool().query(`SELECT state FROM registration WHERE external_id = 'admitted-1'`);
  expect(rows).toEqual([{ state: "pending" }]);
});

test("an agent that once came with a token never goes on without one", async () => {
  await register("grown-1", production);
  expect((await call("POST", "/agents/grown-1/heartbeat")).status).toBe(401);
});

test("one address can hold no more than twenty pending ids", async () => {
  await pool().query(`DELETE FROM registration`);
  const answers: number[] = [];
  for (let at = 0; at < 21; at += 1) answers.push((await register(`many-${at}`, undefined)).status);
  expect(answers.filter((status) => status === 200)).toHaveLength(20);
  expect(answers.at(-1)).toBe(401);
  expect((await register("many-0", undefined)).status).toBe(200);
});

test("a banned stranger is refused from then on", async () => {
  await pool().query(`DELETE FROM registration`);
  await register("bad-1", undefined);
  await pool().query(`UPDATE registration SET state = 'banned' WHERE external_id = 'bad-1'`);
  expect((await register("bad-1", undefined)).status).toBe(401);
  expect((await call("POST", "/agents/bad-1/heartbeat")).status).toBe(401);
});

test("orchestrators register with a token, beat, are listed and leave", async () => {
  const body = {
    orchestrator_id: "o-1",
    orchestrator_name: "main",
    orchestrator_type: "crew",
    api_endpoint: "http://o:1",
  };
  const made = await call("POST", "/orchestrator/register", { token: production, body });
  expect(made.body).toMatchObject({ orchestrator_id: "o-1", ttl_seconds: 300, is_alive: true });
  expect((await call("POST", "/orchestrator/o-1/heartbeat", { token: production })).body.status).toBe("ok");
  expect(
    (await call("GET", "/orchestrators", { token: production, headers: { "content-type": "application/json" } })).body,
  ).toHaveLength(1);
  expect((await call("DELETE", "/orchestrators/o-1", { token: production })).body).toEqual({
    status: "deleted",
    orchestrator_id: "o-1",
  });
  expect((await call("POST", "/orchestrator/register", { body })).status).toBe(401);
});

test("health is open and counts both generations alike", async () => {
  const { body } = await call("GET", "/health");
  expect(body).toMatchObject({ status: "healthy" });
  expect(body.registered_agents).toBe(body.registered_deployments);
  expect(body.active_agents).toBeLessThanOrEqual(body.registered_agents);
});

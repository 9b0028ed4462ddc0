import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDb, pool } from "@/server/platform/db";
import { stopHub } from "@/server/platform/events";
import {
  claimOf,
  insertToken,
  startTestRegistry,
  type TestRegistry,
  type WireCall,
} from "@/tests/factories/registry-server";

let registry: TestRegistry;
let token: string;
const call = (method: string, path: string, more: WireCall = {}) => registry.wire(method, path, { token, ...more });
const register = (id: string, more: Record<string, unknown> = {}) =>
  call("POST", "/agents/register", { body: claimOf(id, more) });

beforeAll(async () => {
  registry = await startTestRegistry();
  token = await insertToken();
});

afterAll(async () => {
  await registry.stop();
  await stopHub();
  await closeDb();
});

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

describe("agents", () => {
  test("register answers AgentInfo with its keys in upstream's order", async () => {
    const { status, body } = await register("order", { ttl_seconds: "90", port: "8001", metadata: "free text" });
    expect(status).toBe(200);
    expect(Object.keys(body).join()).toBe(
      "agent_id,agent_name,host,port,is_alive,last_heartbeat,registered_at,ttl_seconds,metadata,agent_metadata",
    );
    expect(body).toMatchObject({ port: 8001, ttl_seconds: 90, is_alive: true, metadata: "free text" });
    expect(body.last_heartbeat).toMatch(INSTANT);
    expect(body.registered_at).toMatch(INSTANT);
  });

  test("registering again updates, keeps the time of registration and records what changed", async () => {
    const first = await register("again");
    const second = await register("again", { agent_name: "renamed", port: 8100 });
    expect(second.body).toMatchObject({ agent_name: "renamed", port: 8100, registered_at: first.body.registered_at });
    const { rows } = await pool().query(
      `SELECT field, before, after FROM agent_change JOIN agent a ON a.id = agent_id WHERE external_id = 'again' ORDER BY field`,
    );
    expect(rows).toEqual([
      { field: "name", before: "name of again", after: "renamed" },
      { field: "port", before: "8000", after: "8100" },
    ]);
  });

  test("a new version and workflow are recorded beside the metadata that says so", async () => {
    await register("grows", { metadata: '{"version":"1"}' });
    await register("grows", { metadata: '{"version":"2","workflow":"w"}' });
    const { rows } = await pool().query(
      `SELECT field, before, after FROM agent_change JOIN agent a ON a.id = agent_id
       WHERE external_id = 'grows' AND field <> 'metadata' ORDER BY field`,
    );
    expect(rows).toEqual([
      { field: "version", before: "1", after: "2" },
      { field: "workflow", before: null, after: "w" },
    ]);
  });

  test("an operator's address and tags outlive the next registration", async () => {
    await register("kept", { metadata: '{"tags":["eu"]}' });
    await pool().query(`UPDATE agent SET address_override = 'h:1', tags = '{mine}' WHERE external_id = 'kept'`);
    await register("kept", { host: "elsewhere", metadata: '{"tags":["eu"]}' });
    const { rows } = await pool().query(`SELECT address_override, tags FROM agent WHERE external_id = 'kept'`);
    expect(rows).toEqual([{ address_override: "h:1", tags: ["mine"] }]);
  });
});

describe("heartbeats", () => {
  test.each([undefined, "application/json", "text/plain", "application/octet-stream"])(
    "a heartbeat has no body, whatever its content type says (%s)",
    async (type) => {
      await register("beats");
      const headers: Record<string, string> = type === undefined ? {} : { "content-type": type };
      const { status, body } = await call("POST", "/agents/beats/heartbeat", { headers });
      expect(status).toBe(200);
      expect(body).toEqual({ status: "ok", last_heartbeat: expect.stringMatching(INSTANT) });
    },
  );

  test("a heartbeat that was answered is in the database, by the database's clock", async () => {
    await register("durable");
    const { body } = await call("POST", "/agents/durable/heartbeat");
    const { rows } = await pool().query(
      `SELECT last_beat_at, seq FROM agent_beat JOIN agent ON id = agent_id WHERE external_id = 'durable'`,
    );
    expect(rows).toEqual([{ last_beat_at: new Date(body.last_heartbeat), seq: "2" }]);
  });

  test("liveness is strict, and the dead are listed on demand", async () => {
    await register("mortal", { ttl_seconds: 1 });
    await pool().query(
      `UPDATE agent_beat SET last_beat_at = now() - interval '2 s' FROM agent WHERE id = agent_id AND external_id = 'mortal'`,
    );
    const listed = async (query: string) =>
      (await call("GET", `/agents${query}`)).body.some((agent: { agent_id: string }) => agent.agent_id === "mortal");
    expect(await listed("")).toBe(false);
    expect(await listed("?include_dead=no")).toBe(false);
    expect(await listed("?include_dead=Yes")).toBe(true);
    expect((await call("GET", "/agents/mortal")).body.is_alive).toBe(false);
    expect((await call("POST", "/agents/mortal/heartbeat")).status).toBe(200);
    expect((await call("GET", "/agents/mortal")).body.is_alive).toBe(true);
  });

  test("lists are newest registration first", async () => {
    await register("old");
    await register("new");
    const { body } = await call("GET", "/agents?include_dead=1");
    expect(body.slice(0, 2).map((agent: { agent_id: string }) => agent.agent_id)).toEqual(["new", "old"]);
  });
});

describe("an id", () => {
  test("after DELETE an id is unknown until it registers again, and its history stays", async () => {
    await register("leaves");
    expect((await call("DELETE", "/agents/leaves")).body).toEqual({ status: "deleted", agent_id: "leaves" });
    expect((await call("POST", "/agents/leaves/heartbeat")).status).toBe(404);
    expect((await call("GET", "/agents/leaves")).body).toEqual({ detail: "Agent not found: leaves" });
    expect((await call("DELETE", "/agents/leaves")).status).toBe(404);
    const retired = `SELECT retired_reason FROM agent WHERE external_id = 'leaves'`;
    expect((await pool().query(retired)).rows).toEqual([{ retired_reason: "deregistered" }]);
    expect((await register("leaves")).status).toBe(200);
    expect((await call("POST", "/agents/leaves/heartbeat")).status).toBe(200);
    expect((await pool().query(retired)).rows).toEqual([{ retired_reason: null }]);
  });

  test("both generations of the wire speak of the same agents", async () => {
    const body = { deployment_id: "next", deployment_name: "n", workflow_name: "invoices", host: "h", port: 1 };
    const made = await call("POST", "/deployments/register", { body });
    expect(Object.keys(made.body).join()).toBe(
      "deployment_id,deployment_name,workflow_name,host,port,is_alive,last_heartbeat,registered_at,ttl_seconds,metadata",
    );
    expect((await call("POST", "/deployments/next/heartbeat")).body.status).toBe("ok");
    expect((await call("GET", "/agents/next")).body).toMatchObject({ agent_id: "next", agent_name: "n" });
    expect((await call("GET", "/deployments/next")).body).toMatchObject({ workflow_name: "invoices" });
    expect((await call("GET", "/deployments/nobody")).body).toEqual({ detail: "Deployment not found: nobody" });
    expect((await call("DELETE", "/deployments/next")).body).toEqual({ status: "deleted", deployment_id: "next" });
  });
});

describe("hostile ids", () => {
  const ids = [
    "a/b/c",
    "..",
    ".",
    "100%",
    "a%2Fb",
    "__proto__",
    "constructor",
    "é✓ 漢字",
    "register",
    "heartbeat",
    "x?y#z",
    "<b>",
    "a".repeat(512),
  ];
  test.each(ids)("%s registers, beats, is read and leaves, encoded", async (id) => {
    const path = `/agents/${encodeURIComponent(id)}`;
    expect((await register(id, { agent_name: "n" })).body.agent_id).toBe(id);
    expect((await call("POST", `${path}/heartbeat`)).status).toBe(200);
    expect((await call("GET", path)).body.agent_id).toBe(id);
    expect((await call("DELETE", path)).body).toEqual({ status: "deleted", agent_id: id });
  });

  test.each(["a/b/c", "..", "__proto__", "100%", "a%2Fb", "x?y", "heartbeat"])(
    "%s beats as clients send it, unencoded",
    async (id) => {
      await register(id);
      expect((await call("POST", `/agents/${id}/heartbeat`)).status).toBe(200);
    },
  );
});

describe("requests that cannot be used", () => {
  const bad = (body: unknown) => call("POST", "/agents/register", { body });

  test("name each field as FastAPI does", async () => {
    const { status, body } = await bad({ agent_id: "", agent_name: 5, port: 0, ttl_seconds: "x", metadata: {} });
    expect(status).toBe(422);
    expect(body.detail).toMatchObject([
      { type: "string_too_short", loc: ["body", "agent_id"], input: "", ctx: { min_length: 1 } },
      { type: "string_type", loc: ["body", "agent_name"], msg: "Input should be a valid string", input: 5 },
      { type: "missing", loc: ["body", "host"], msg: "Field required" },
      { type: "greater_than_equal", loc: ["body", "port"], input: 0, ctx: { ge: 1 } },
      { type: "int_parsing", loc: ["body", "ttl_seconds"], input: "x" },
      { type: "string_type", loc: ["body", "metadata"] },
    ]);
  });

  test.each([
    [65536, "less_than_equal"],
    [-1, "greater_than_equal"],
    [8000.5, "int_from_float"],
    ["8000.5", "int_parsing"],
    [null, "int_type"],
    [[8000], "int_type"],
  ])("port %s is %s", async (port, type) => {
    expect((await bad(claimOf("p", { port }))).body.detail).toMatchObject([{ type, loc: ["body", "port"] }]);
  });

  test.each([0, 3601, 1e9])("a ttl of %s is out of range", async (ttl_seconds) => {
    expect((await bad(claimOf("t", { ttl_seconds }))).status).toBe(422);
  });

  test.each(["a\u0000b", "a\ud800b"])("text that no database keeps is refused", async (text) => {
    for (const field of ["agent_id", "agent_name", "host", "metadata"]) {
      const { status, body } = await bad(claimOf("u", { [field]: text }));
      expect(status).toBe(422);
      expect(body.detail).toMatchObject([{ type: "string_unicode", loc: ["body", field] }]);
    }
  });

  test.each(["{", "nonsense", "[".repeat(200_000), "\u0000"])("unreadable JSON is json_invalid", async (raw) => {
    const { status, body } = await call("POST", "/agents/register", { raw });
    expect(status).toBe(422);
    expect(body.detail).toMatchObject([{ type: "json_invalid", loc: ["body", 1] }]);
  });

  test("JSON nested without end does no harm", async () => {
    const raw = `{"agent_id":"deep","agent_name":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
    expect((await call("POST", "/agents/register", { raw })).status).toBe(422);
  });

  test("an empty body is missing, one that is no object is said to be none", async () => {
    expect((await call("POST", "/agents/register")).body.detail).toMatchObject([{ type: "missing", loc: ["body"] }]);
    expect((await bad([1])).body.detail).toMatchObject([{ type: "model_attributes_type", loc: ["body"], input: [1] }]);
  });

  test("the query is checked too", async () => {
    expect((await call("GET", "/agents?include_dead=maybe")).body.detail).toMatchObject([
      { type: "bool_parsing", loc: ["query", "include_dead"], input: "maybe" },
    ]);
  });

  test("a body over one megabyte is 413, and one of nearly that is answered briefly", async () => {
    expect((await call("POST", "/agents/register", { raw: "x".repeat(1024 * 1024 + 1) })).status).toBe(413);
    const { status, text } = await bad(claimOf("x".repeat(1_000_000), { agent_name: "n" }));
    expect(status).toBe(422);
    expect(text.length).toBeLessThan(1_000);
  });
});

describe("places", () => {
  test.each([
    ["GET", "/nowhere", 404, { detail: "Not Found" }],
    ["GET", "/", 404, { detail: "Not Found" }],
    ["POST", "/agents/nobody/heartbeat", 404, { detail: "Agent not found: nobody" }],
    ["GET", "/agents/no%20body", 404, { detail: "Agent not found: no body" }],
    ["PUT", "/agents/x", 405, { detail: "Method Not Allowed" }],
    ["GET", "/agents/x/heartbeat", 405, { detail: "Method Not Allowed" }],
    ["POST", "/agents", 405, { detail: "Method Not Allowed" }],
    ["DELETE", "/health", 405, { detail: "Method Not Allowed" }],
    ["GET", "/orchestrators/nobody", 404, { detail: "Orchestrator not found" }],
    ["GET", "/agents/%zz", 404, { detail: "Agent not found: %zz" }],
  ] as const)("%s %s is %i", async (method, path, status, body) => {
    const answer = await call(method, path);
    expect([answer.status, answer.body]).toEqual([status, body]);
  });

  test("HEAD is GET without a body, and what is not allowed says what is", async () => {
    const head = await call("HEAD", "/health");
    expect([head.status, head.text]).toEqual([200, ""]);
    const options = await call("OPTIONS", "/agents/x");
    expect([options.status, options.headers.allow]).toEqual([405, "GET, DELETE"]);
  });

  test("health counts in the words of both generations and needs no token", async () => {
    const { body } = await registry.wire("GET", "/health");
    expect(Object.keys(body)).toEqual([
      "status",
      "registered_agents",
      "active_agents",
      "registered_deployments",
      "active_deployments",
    ]);
    expect(body.status).toBe("healthy");
    expect(body.registered_agents).toBe(body.registered_deployments);
  });
});

describe("orchestrators", () => {
  const orchestrator = {
    orchestrator_id: "o/1",
    orchestrator_name: "O",
    orchestrator_type: "langgraph",
    api_endpoint: "http://o:9",
  };

  test("register, beat, are listed and leave", async () => {
    const made = await call("POST", "/orchestrator/register", { body: orchestrator });
    expect(made.body).toMatchObject({ ...orchestrator, ttl_seconds: 300, is_alive: true });
    expect((await call("POST", "/orchestrator/o/1/heartbeat")).body.status).toBe("ok");
    expect((await call("GET", "/orchestrators")).body).toHaveLength(1);
    expect((await call("GET", "/orchestrators/o%2F1")).body.orchestrator_id).toBe("o/1");
    expect((await call("DELETE", "/orchestrators/o/1")).body).toEqual({ status: "deleted", orchestrator_id: "o/1" });
    expect((await call("POST", "/orchestrator/o/1/heartbeat")).status).toBe(404);
    expect((await call("POST", "/orchestrator/register", { body: orchestrator })).status).toBe(200);
  });

  test("may send a bearer", async () => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    expect((await registry.wire("GET", "/orchestrators", { headers })).status).toBe(200);
  });
});

import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { closeDb, pool } from "@/server/platform/db";
import { guardedFetch } from "@/server/platform/http";
import { operatorContext } from "@/tests/factories/contexts";
import { type FakeAnswer, type FakeServer, startFakeServer } from "@/tests/factories/fake-http-server";
import { insertAgent } from "@/tests/factories/insert-agent";
import { loopbackClient } from "@/tests/factories/loopback-client";
import { getAgentJob } from "./get-agent-job";
import { refreshSchema } from "./refresh-schema";
import { runAgent } from "./run-agent";

const ctx = operatorContext("olga");
const http = loopbackClient();
let server: FakeServer;
let id: string;

beforeEach(async () => {
  server = await startFakeServer(() => ({ status: 500 }));
  id = await insertAgent(pool(), { port: server.port });
});

afterEach(async () => {
  await server.stop();
  await pool().query(`TRUNCATE agent, agent_beat, agent_verdict, agent_change`);
});

afterAll(closeDb);

function answering(answer: FakeAnswer) {
  server.answer = () => answer;
}

const run = (inputs: Record<string, unknown> = {}) => runAgent({ ctx, input: { id, inputs } }, http);

describe("running a workflow", () => {
  it("sends the inputs as they are and answers the outputs", async () => {
    answering({ body: { status: "success", execution_time_ms: 12.5, outputs: { article: "<b>x</b>" } } });
    const answer = await run({ topic: "it's", n: 3 });
    expect(answer).toEqual({
      status: "success",
      outputs: { article: "<b>x</b>" },
      executionTimeMs: 12.5,
      jobId: null,
      error: null,
    });
    const [sent] = server.received;
    expect(sent).toMatchObject({ method: "POST", path: "/run" });
    expect(JSON.parse(sent?.body ?? "")).toEqual({ topic: "it's", n: 3 });
  });

  it("keeps in the trail which inputs were given, not what they said", async () => {
    answering({ body: { status: "success", outputs: {} } });
    await run({ customer: "Jane Doe" });
    const { rows } = await pool().query(`SELECT actor_name, action, after FROM audit WHERE object_id = $1`, [id]);
    expect(rows).toEqual([{ actor_name: "olga", action: "agent.run", after: { inputs: ["customer"] } }]);
  });

  it("answers a job that goes on, and follows it to its end", async () => {
    answering({ body: { status: "async", job_id: "j-1", message: "running" } });
    expect(await run()).toMatchObject({ status: "async", jobId: "j-1" });
    answering({ body: { job_id: "j-1", status: "completed", outputs: { a: 1 }, execution_time_ms: 40_000 } });
    const job = await getAgentJob({ ctx, input: { id, jobId: "j-1" } }, http);
    expect(job).toEqual({ jobId: "j-1", status: "completed", outputs: { a: 1 }, executionTimeMs: 40_000, error: null });
    expect(server.received.at(-1)?.path).toBe("/status/j-1");
  });

  it("says that a restart has lost the job", async () => {
    answering({ status: 404, body: { detail: "Job not found" } });
    await expect(getAgentJob({ ctx, input: { id, jobId: "j-1" } }, http)).rejects.toMatchObject({ code: "not_found" });
  });

  it("answers a workflow that failed with the agent's own words", async () => {
    answering({ status: 500, body: { detail: "no model" } });
    expect(await run()).toMatchObject({ status: "failed", error: "no model", outputs: null });
    answering({ status: 502, body: "<html>" });
    expect(await run()).toMatchObject({ status: "failed", error: "the agent answered 502" });
  });

  it("names the inputs that the agent refuses", async () => {
    answering({ status: 422, body: { detail: [{ type: "missing", loc: ["body", "topic"], msg: "Field required" }] } });
    await expect(run()).rejects.toMatchObject({
      code: "impossible",
      errors: [{ path: "inputs.topic", message: "Field required" }],
    });
  });
});

describe("an agent that will not be run", () => {
  it("is away when it refuses, breaks off or never answers", async () => {
    answering({ hang: true });
    const impatient: typeof http = (url, request) => http(url, { ...request, timeoutMs: 200 });
    await expect(runAgent({ ctx, input: { id, inputs: {} } }, impatient)).rejects.toMatchObject({
      code: "unavailable",
    });
    await server.stop();
    await expect(run()).rejects.toMatchObject({ code: "unavailable", message: expect.stringContaining("refused") });
  });

  it("is not called where the policy forbids it, or what it registered is no host", async () => {
    await pool().query(`UPDATE agent SET registered_host = '169.254.169.254'`);
    await expect(runAgent({ ctx, input: { id, inputs: {} } }, guardedFetch)).rejects.toMatchObject({
      code: "impossible",
    });
    await pool().query(`UPDATE agent SET registered_host = 'evil.example/?x='`);
    await expect(run()).rejects.toMatchObject({ code: "impossible" });
    expect(server.received).toEqual([]);
  });

  it("is not called once it is retired", async () => {
    await pool().query(`UPDATE agent SET retired_at = now()`);
    await expect(run()).rejects.toMatchObject({ code: "impossible" });
    expect(server.received).toEqual([]);
  });

  it("cannot break the answer with deep, endless or broken text", async () => {
    answering({ body: `{"status":"success","outputs":${"[".repeat(10_000)}${"]".repeat(10_000)}}` });
    expect(JSON.stringify((await run()).outputs).length).toBeLessThan(200);
    answering({ body: `{"status":"success","outputs":{"__proto__":{"x":1},"a":"\\u0000\\ud800"}}` });
    expect(JSON.stringify((await run()).outputs)).toBe(`{"__proto__":{"x":1},"a":"\ufffd"}`);
    answering({ body: "x".repeat(2_000_000) });
    await expect(run()).rejects.toMatchObject({ code: "unavailable" });
  });
});

describe("asking an agent for its schema again", () => {
  it("takes over what it says, and its workflow's name", async () => {
    answering({
      body: { workflow: "write", inputs: { topic: { type: "list[str]", required: true } }, outputs: ["a"] },
    });
    const { schema } = await refreshSchema({ ctx, input: { id } }, http);
    expect(schema?.inputs.topic).toEqual({ type: "list[str]", required: true, default: null, description: null });
    const { rows } = await pool().query(`SELECT workflow, schema_at IS NOT NULL AS asked FROM agent WHERE id = $1`, [
      id,
    ]);
    expect(rows).toEqual([{ workflow: "write", asked: true }]);
  });

  it("forgets the old one where there is none any more, and keeps it while the agent is away", async () => {
    answering({ body: { workflow: "write", inputs: {}, outputs: [] } });
    await refreshSchema({ ctx, input: { id } }, http);
    await server.stop();
    await expect(refreshSchema({ ctx, input: { id } }, http)).rejects.toMatchObject({ code: "unavailable" });
    const { rows } = await pool().query(`SELECT schema->>'workflow' AS workflow FROM agent WHERE id = $1`, [id]);
    expect(rows).toEqual([{ workflow: "write" }]);
  });

  it("takes no schema beyond 64 KiB, and cuts what is wild", async () => {
    answering({ body: { inputs: { a: { default: "x".repeat(70_000) } } } });
    expect((await refreshSchema({ ctx, input: { id } }, http)).schema).toBe(null);
    answering({ body: { workflow: 7, inputs: { "a\u0000b": "nonsense", "": {} }, outputs: { x: 1 } } });
    expect((await refreshSchema({ ctx, input: { id } }, http)).schema).toEqual({
      workflow: null,
      inputs: { ab: { type: "str", required: false, default: null, description: null } },
      outputs: ["x"],
    });
  });
});

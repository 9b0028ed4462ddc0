import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { closeDb, pool } from "@/server/platform/db";
import { newId } from "@/server/platform/ids";
import { ask } from "@/tests/access/ask";
import { type Credentials, withToken } from "@/tests/access/people";
import { insertAgent } from "@/tests/factories/insert-agent";
import { contract } from "./contract";

let operator: Credentials;
let admin: Credentials;

beforeAll(async () => {
  operator = await withToken("operator");
  admin = await withToken("admin");
});

afterEach(async () => {
  await pool().query(`TRUNCATE agent, agent_beat, agent_verdict, agent_change`);
});

afterAll(closeDb);

async function problem(response: Response) {
  const { status, errors } = await response.json();
  return { status, paths: errors.map(({ path }: { path: string }) => path) };
}

describe("the agents' API", () => {
  it("answers lists and details in the wire's shape", async () => {
    const id = await insertAgent(pool(), { workflow: "write" });
    const listed = await (await ask(contract.listAgents, operator)).json();
    expect(listed).toMatchObject({ total: 1, totalIs: "exact", nextCursor: null, counts: { unknown: 1, down: 0 } });
    expect(listed.items[0]).toMatchObject({ id, lastProbe: null, since: expect.stringMatching(/Z$/) });
    expect(listed.items[0]).not.toHaveProperty("address");
    const one = await (await ask(contract.getAgent, operator, { params: { id } })).json();
    expect(one.uptime["30d"]).toMatchObject({ ratio: null, coverage: 0 });
  });

  it("says that an id is unknown before it judges the input", async () => {
    const bad = { body: { probe: { intervalMs: 1 } } };
    expect(await problem(await ask(contract.updateAgent, operator, bad))).toMatchObject({ status: 404 });
    const params = { id: await insertAgent(pool()) };
    expect(await problem(await ask(contract.updateAgent, operator, { ...bad, params }))).toEqual({
      status: 400,
      paths: ["probe.intervalMs"],
    });
    for (const op of [contract.admitAgent, contract.runAgent, contract.tryAddress, contract.refreshSchema]) {
      expect(await problem(await ask(op, operator, { body: { nonsense: 1 } })), op.id).toMatchObject({ status: 404 });
    }
    for (const op of [contract.updateRegistry, contract.deleteRegistry]) {
      expect(await problem(await ask(op, admin, { body: { nonsense: 1 } })), op.id).toMatchObject({ status: 404 });
    }
  });

  it.each(["?q=%00", "?sort=address", "?status=sick", "?limit=201", "?nonsense=1", "?tag=%ED%A0%80%00", "?cursor=x"])(
    "refuses the list %s",
    async (query) => {
      expect(await problem(await ask(contract.listAgents, operator, { query }))).toMatchObject({ status: 400 });
    },
  );

  it("never calls a loopback address that nobody listed", async () => {
    const body = { url: "http://127.0.0.1:1" };
    expect(await problem(await ask(contract.createAgent, operator, { body }))).toEqual({ status: 422, paths: ["url"] });
    const tested = await ask(contract.testRegistry, admin, { body });
    expect(await tested.json()).toMatchObject({ ok: false, detail: expect.stringContaining("loopback") });
    const neither = await ask(contract.testRegistry, admin, { body: {} });
    expect(await problem(neither)).toEqual({ status: 400, paths: ["url"] });
    const unknown = await ask(contract.testRegistry, admin, { body: { registryId: newId() } });
    expect(await problem(unknown)).toMatchObject({ status: 404 });
  });
});

import { afterAll, beforeAll, expect, it } from "vitest";
import { contract } from "@/server/agents/contract";
import { listAgents } from "@/server/agents/list-agents";
import { closeDb, pool } from "@/server/platform/db";
import { stopHub } from "@/server/platform/events";
import { newId } from "@/server/platform/ids";
import { operatorContext } from "@/tests/factories/contexts";
import { loopbackClient } from "@/tests/factories/loopback-client";
import { claimOf, insertToken, startTestRegistry, type TestRegistry } from "@/tests/factories/registry-server";
import { createRegistry } from "./create-registry";
import { pollUnderLease } from "./mirror-registries";
import { testRegistry } from "./test-registry";

const ctx = operatorContext("ada");
const http = loopbackClient();
let registry: TestRegistry;

beforeAll(async () => {
  registry = await startTestRegistry();
});

afterAll(async () => {
  await registry.stop();
  await stopHub();
  await closeDb();
});

it("a mirror reads a registry that asks for a token, and the same id in two registries is two agents", async () => {
  const token = await insertToken();
  await registry.wire("POST", "/agents/register", { token, body: claimOf("agent/1", { metadata: '{"tags":["a"]}' }) });
  const closed = `http://127.0.0.1:${registry.port}`;
  expect(await testRegistry({ ctx, input: { url: closed } }, http)).toMatchObject({
    ok: false,
    detail: expect.stringContaining("credentials (401)"),
  });
  const url = `http://agent:${token}@127.0.0.1:${registry.port}`;
  expect(await testRegistry({ ctx, input: { url } }, http)).toMatchObject({ ok: true, agents: 1, alive: 1 });
  const mirror = await createRegistry({ ctx, input: contract.createRegistry.body.parse({ name: "itself", url }) });
  await pollUnderLease(mirror.id, newId(), http, new AbortController().signal);
  const { items } = await listAgents({ ctx, input: contract.listAgents.query.parse({ sort: "name" }) });
  const said = items.map(({ agentId, discovery, registry: of, tags }) => ({ agentId, discovery, of, tags }));
  expect(said).toHaveLength(2);
  expect(said).toEqual(
    expect.arrayContaining([
      { agentId: "agent/1", discovery: "registry", of: "Muster", tags: ["a"] },
      { agentId: "agent/1", discovery: "mirror", of: "itself", tags: ["a"] },
    ]),
  );
  expect(new Set(items.map(({ id }) => id)).size).toBe(2);
  const { rows } = await pool().query(`SELECT last_error FROM registry WHERE id = $1`, [mirror.id]);
  expect(rows).toEqual([{ last_error: null }]);
});

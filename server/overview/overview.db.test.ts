import { expect, test } from "vitest";
import type { Operation } from "@/server/platform/contract";
import { pool } from "@/server/platform/db";
import { newId } from "@/server/platform/ids";
import { contract as system } from "@/server/system/contract";
import { ask } from "@/tests/access/ask";
import { type Credentials, signedIn, withToken } from "@/tests/access/people";
import { insertAgent, insertRoleInstance } from "@/tests/factories/insert-agent";
import { insertSource } from "@/tests/figures/sync-now";
import { contract } from "./contract";

const get = async (op: Operation, who: Credentials) => {
  const response = await ask(op, who);
  return { status: response.status, type: response.headers.get("content-type"), text: await response.text() };
};

/** Headers that the server stamps on a request of this machine itself; a client cannot set them. */
const LOOPBACK = { "x-muster-peer": "127.0.0.1", "x-muster-direct": "yes" };

test("metrics are for tokens and people with a role, and for this machine itself", async () => {
  expect((await get(contract.getMetrics, {})).status).toBe(401);
  expect((await get(contract.getMetrics, await withToken("agent"))).status).toBe(401);
  expect((await get(contract.getMetrics, { ...LOOPBACK, "x-muster-direct": "no" })).status).toBe(401);
  expect((await get(contract.getMetrics, { ...LOOPBACK, authorization: "Bearer wrong" })).status).toBe(401);
  for (const who of [await withToken("viewer"), (await signedIn("viewer")).headers, LOOPBACK])
    expect((await get(contract.getMetrics, who)).status).toBe(200);
});

test("metrics tell the fleet, the pool, the sources and the time of answers, each family once", async () => {
  await insertAgent(pool());
  const viewer = (await signedIn("viewer")).headers;
  await ask(contract.getSummary, viewer);
  const { text, type } = await get(contract.getMetrics, viewer);
  expect(type).toBe("text/plain; version=0.0.4; charset=utf-8");
  const families = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name]) => name);
  expect(new Set(families).size).toBe(families.length);
  expect(families).toEqual(
    expect.arrayContaining([
      "workflow_duration_seconds",
      "llm_cost_usd",
      "error_rate",
      "db_pool_connections",
      "db_pool_waiting",
      "muster_agents",
      "muster_probe_lag_seconds",
      "muster_source_lag_seconds",
      "http_request_duration_seconds",
    ]),
  );
  expect(text).toContain('muster_agents{status="unknown"} 1\n');
  expect(text).toContain('http_request_duration_seconds_count{operation="getSummary",status="200"} 1\n');
  expect(text).not.toContain("nodejs_active_");
});

test("the summary counts agents by status, the retired ones apart", async () => {
  const [, retired] = [await insertAgent(pool()), await insertAgent(pool())];
  const before = JSON.parse((await get(contract.getSummary, await withToken("viewer"))).text);
  await pool().query(`UPDATE agent SET retired_at = now() WHERE id = $1`, [retired]);
  const after = JSON.parse((await get(contract.getSummary, await withToken("viewer"))).text);
  expect(after.agents.total).toBe(before.agents.total - 1);
  expect(after.agents.retired).toBe(before.agents.retired + 1);
  expect(after.last24h).toEqual({
    runs: 0,
    failed: 0,
    costUsd: "0",
    coverage: { reported: 0, estimated: 0, unknown: 0 },
    durationMs: null,
  });
});

test("health is degraded while a role is missing, and says whether MLflow is read", async () => {
  const health = async () => JSON.parse((await get(system.getHealth, {})).text);
  expect(await health()).toMatchObject({ status: "degraded", database: "connected", mlflow: "not_configured" });
  await insertRoleInstance(pool(), "registry");
  await insertRoleInstance(pool(), "worker");
  expect(await health()).toMatchObject({ status: "healthy", roles: { registry: 1, worker: 1 } });
  const source = await insertSource("mlflow", "http://mlflow.test");
  expect(await health()).toMatchObject({ status: "degraded", mlflow: "disconnected" });
  await pool().query(`UPDATE source SET last_ok_at = now() WHERE id = $1`, [source]);
  expect(await health()).toMatchObject({ status: "healthy", mlflow: "connected" });
  await pool().query(`UPDATE source SET last_error = 'away' WHERE id = $1`, [source]);
  expect(await health()).toMatchObject({ status: "degraded", mlflow: "disconnected" });
});

test("badges count who knocked for those who may let in", async () => {
  await pool().query(
    `INSERT INTO registration (id, external_id, name, host, port, seen_from, state, reason)
     VALUES ($1, 'a', 'a', 'h', 1, '10.0.0.1', 'pending', 'no token')`,
    [newId()],
  );
  const count = async (role: "viewer" | "operator") =>
    JSON.parse((await get(system.getBadges, (await signedIn(role)).headers)).text).connect;
  expect([await count("viewer"), await count("operator")]).toEqual([0, 1]);
});

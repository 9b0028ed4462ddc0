import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { newId } from "@/server/platform/ids";
import { expect, test } from "./fixtures";

const registry = () => String(process.env.MUSTER_E2E_REGISTRY_URL);

interface Agent {
  id: string;
  /** Cuts it off as `kill -9` would: nothing answers and nothing beats. */
  kill(): Promise<void>;
  revive(): Promise<void>;
}

/** An agent on a real socket that registers with a token and beats each second. */
async function startAgent(token: string): Promise<Agent> {
  const id = `turning-${newId()}`;
  const headers = { authorization: `Bearer ${token}` };
  let server: Server = answering();
  await listening(server, 0);
  const { port } = server.address() as AddressInfo;
  const body = JSON.stringify({ agent_id: id, agent_name: id, host: "127.0.0.1", port, ttl_seconds: 4 });
  await fetch(`${registry()}/agents/register`, { method: "POST", headers, body });
  const beat = () => void fetch(`${registry()}/agents/${id}/heartbeat`, { method: "POST", headers });
  let timer = setInterval(beat, 1_000);
  return {
    id,
    async kill() {
      clearInterval(timer);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    async revive() {
      server = answering();
      await listening(server, port);
      timer = setInterval(beat, 1_000);
    },
  };
}

function answering(): Server {
  return createServer((request, response) => {
    response.setHeader("content-type", "application/json");
    if (request.url === "/health") return response.end(JSON.stringify({ status: "healthy" }));
    if (request.url === "/schema")
      return response.end(
        JSON.stringify({
          workflow: "greeting",
          inputs: { name: { type: "str", required: true, description: "whom" } },
          outputs: ["text"],
        }),
      );
    if (request.url === "/run")
      return response.end(
        JSON.stringify({ status: "success", execution_time_ms: 12, outputs: { text: "good morning" } }),
      );
    response.statusCode = 404;
    return response.end("{}");
  });
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
}

/** An agent token that the admin whose page this is makes through the API. */
async function makeToken({ request }: Page): Promise<string> {
  const made = await request.post("/api/tokens", {
    data: { kind: "agent", name: newId(), environment: "default" },
    headers: { origin: String(process.env.MUSTER_E2E_URL) },
  });
  const { token } = await made.json();
  return token;
}

test("a killed agent turns on the open page without a reload; its incident opens, is acknowledged and closes when it is back", async ({
  page,
  login,
  db,
}) => {
  test.setTimeout(180_000);
  await login("admin");
  const agent = await startAgent(await makeToken(page));
  await page.goto(`/agents?q=${agent.id}`);
  const row = page.getByRole("row").filter({ hasText: agent.id });
  await expect(row).toContainText("Healthy", { timeout: 45_000 });
  await db.query(`UPDATE agent SET probe = '{"intervalMs": 10000}' WHERE external_id = $1`, [agent.id]);
  await db.query(`SELECT pg_notify('muster', '{"kind":"agent","ids":[]}')`);
  let loads = 0;
  page.on("load", () => {
    loads += 1;
  });
  await agent.kill();
  await expect(row).toContainText("Down", { timeout: 60_000 });
  await page.goto("/incidents");
  const incident = page.getByRole("row").filter({ hasText: agent.id });
  await incident.getByRole("button", { name: /Acknowledge/ }).click();
  await expect(incident).toContainText("A admin");
  await agent.revive();
  await expect(
    page.getByRole("table", { name: "Closed incidents" }).getByRole("row").filter({ hasText: agent.id }),
  ).toBeVisible({ timeout: 60_000 });
  expect(loads).toBe(1);
  await agent.kill();
});

test("an operator runs a workflow from the form that its schema makes", async ({ page, login, db }) => {
  test.setTimeout(120_000);
  await login("admin");
  const agent = await startAgent(await makeToken(page));
  await login("operator");
  await expect
    .poll(
      async () =>
        (await db.query(`SELECT schema IS NOT NULL AS known FROM agent WHERE external_id = $1`, [agent.id])).rows[0]
          ?.known,
      { timeout: 60_000 },
    )
    .toBe(true);
  const { rows } = await db.query(`SELECT id FROM agent WHERE external_id = $1`, [agent.id]);
  await page.goto(`/agents/${rows[0].id}`);
  await page.getByRole("button", { name: /Run/ }).first().click();
  await page.getByRole("dialog").getByLabel("name").fill("Mara");
  await page.getByRole("dialog").getByRole("button", { name: /^Run/ }).click();
  await expect(page.getByRole("dialog")).toContainText("good morning");
  await agent.kill();
});

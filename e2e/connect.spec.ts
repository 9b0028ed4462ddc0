import { newId } from "@/server/platform/ids";
import { expect, test } from "./fixtures";
import { makeToken, startAgent } from "./start-agent";

const registry = () => String(process.env.MUSTER_E2E_REGISTRY_URL);

test("who knocks stands in front of an operator within two seconds, is admitted and is of the fleet", async ({
  page,
  login,
}) => {
  const id = `stranger-${newId()}`;
  await login("operator");
  await page.goto("/settings/connect");
  await expect(page.getByRole("heading", { name: "Who knocked?" })).toBeVisible();
  const body = JSON.stringify({ agent_id: id, agent_name: id, host: "127.0.0.1", port: 8000 });
  expect((await fetch(`${registry()}/agents/register`, { method: "POST", body })).status).toBe(200);
  const row = page.locator("main").getByRole("listitem").filter({ hasText: id }).filter({ hasText: "No token" });
  await expect(row).toBeVisible({ timeout: 2_000 });
  await row.getByRole("button", { name: "Admit to default" }).click();
  await expect(row).toHaveCount(0);
  await page.goto(`/agents?q=${id}`);
  await expect(page.getByRole("row").filter({ hasText: id })).toBeVisible();
});

test("an agent with a wrong token is shown with its cure", async ({ page, login }) => {
  const id = `refused-${newId()}`;
  const body = JSON.stringify({ agent_id: id, agent_name: id, host: "127.0.0.1", port: 8000 });
  await fetch(`${registry()}/agents/register`, {
    method: "POST",
    body,
    headers: { authorization: "Bearer muster_agent_none" },
  });
  await login("operator");
  await page.goto("/settings/connect");
  const row = page.locator("main").getByRole("listitem").filter({ hasText: id });
  await expect(row).toContainText("restart it: it will not try again");
});

test("an admin makes an address with a new token, and an agent joins with it", async ({ page, login }) => {
  const id = `joined-${newId()}`;
  await login("admin");
  await page.goto("/settings/connect");
  await page.getByRole("button", { name: "Make address with a new token" }).click();
  await page.getByRole("button", { name: /Show/ }).click();
  const address = String(await page.getByText(/^http:\/\/agent:/).textContent());
  const url = new URL(address);
  const authorization = `Basic ${btoa(`${url.username}:${decodeURIComponent(url.password)}`)}`;
  const body = JSON.stringify({ agent_id: id, agent_name: id, host: "127.0.0.1", port: 8000 });
  expect(
    (await fetch(`${registry()}/agents/register`, { method: "POST", body, headers: { authorization } })).status,
  ).toBe(200);
  await page.goto(`/agents?q=${id}`);
  await expect(page.getByRole("row").filter({ hasText: id })).toBeVisible();
});

test("an agent outside the allowed networks is called after one click of an admin", async ({ page, login }) => {
  const id = `outside-${newId()}`;
  await login("admin");
  const authorization = `Bearer ${await makeToken(page)}`;
  const body = JSON.stringify({ agent_id: id, agent_name: id, host: "203.0.113.77", port: 8000 });
  await fetch(`${registry()}/agents/register`, { method: "POST", body, headers: { authorization } });
  await page.goto("/settings/connect");
  const row = page
    .locator("main")
    .getByRole("listitem")
    .filter({ hasText: `${id} reports` });
  await expect(row).toContainText("203.0.113.77 is outside the networks allowed for agents", { timeout: 45_000 });
  await row.getByRole("button", { name: "Allow 203.0.113.0/24" }).click();
  await expect(row).toHaveCount(0);
  await page.request.delete("/api/fleet-networks", {
    data: { network: "203.0.113.0/24" },
    headers: { origin: String(process.env.MUSTER_E2E_URL) },
  });
});

test("an agent that names a host nobody can resolve is called where it came from, once it answered there", async ({
  page,
  login,
}) => {
  await login("admin");
  const agent = await startAgent(await makeToken(page), "nowhere.invalid");
  await page.goto("/settings/connect");
  const row = page
    .locator("main")
    .getByRole("listitem")
    .filter({ hasText: `${agent.id} reports` });
  await expect(row).toContainText("nowhere.invalid", { timeout: 45_000 });
  await row.getByRole("button", { name: `Try 127.0.0.1:${agent.port}` }).click();
  await expect(row.getByRole("status")).toContainText("answered there");
  await row.getByRole("button", { name: `Use 127.0.0.1:${agent.port}` }).click();
  await expect(row).toHaveCount(0);
  await agent.kill();
});

import { newId } from "@/server/platform/ids";
import { expect, test } from "./fixtures";

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
  const row = page.locator("main").getByRole("listitem").filter({ hasText: id });
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

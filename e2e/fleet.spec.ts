import { expect, test } from "./fixtures";
import { makeToken, startAgent } from "./start-agent";

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

test("an agent that names a host nobody can resolve is corrected from its page and turns healthy without a reload", async ({
  page,
  login,
  db,
}) => {
  test.setTimeout(120_000);
  await login("admin");
  const agent = await startAgent(await makeToken(page), "no-such-host.invalid");
  await login("operator");
  const { rows } = await db.query(`SELECT id FROM agent WHERE external_id = $1`, [agent.id]);
  await page.goto(`/agents/${rows[0].id}`);
  const main = page.locator("main");
  await expect(main).toContainText("Degraded since", { timeout: 60_000 });
  let loads = 0;
  page.on("load", () => {
    loads += 1;
  });
  const address = `127.0.0.1:${agent.port}`;
  await page.getByRole("button", { name: `Try ${address}` }).click();
  await expect(page.getByText(/^It answered/)).toBeVisible();
  await page.getByRole("button", { name: `Use ${address}` }).click();
  await expect(main).not.toContainText("It may answer at");
  await page.getByRole("button", { name: /Probe/ }).first().click();
  await expect(main).toContainText("Healthy since", { timeout: 45_000 });
  expect(loads).toBe(0);
  await agent.kill();
});

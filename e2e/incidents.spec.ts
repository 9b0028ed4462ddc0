import type { Page } from "@playwright/test";
import { newId } from "@/server/platform/ids";
import { expect, expectNoSidewaysScroll, test, VIEWS } from "./fixtures";

/** Adds by hand an agent at whose port nothing listens; Muster's own probes then open its incident. */
async function addDeadAgent(page: Page): Promise<string> {
  const name = `dead-${newId()}`;
  await page.goto("/agents");
  await page.getByRole("button", { name: "Add agent" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Add an agent by its address" });
  await dialog.getByLabel("Address").fill(`http://127.0.0.1:1/${name}`);
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Environment").fill("default");
  await dialog.getByLabel("Add it also when it does not answer now").check();
  await dialog.getByRole("button", { name: "Add agent" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  return name;
}

test("what went down needs a person on the Overview without a reload, is taken there and commented on its page", async ({
  page,
  login,
  expectAccessible,
}) => {
  test.setTimeout(120_000);
  await login("operator");
  const name = await addDeadAgent(page);
  await page.goto("/");
  let loads = 0;
  page.on("load", () => {
    loads += 1;
  });
  const need = page.locator("main").getByRole("listitem").filter({ hasText: name });
  await need.getByRole("button", { name: `Acknowledge ${name}` }).click({ timeout: 60_000 });
  await expect(need).toContainText("Acknowledged, A operator");
  expect(loads).toBe(0);

  await page.goto(`/incidents?q=${name}`);
  await page.getByRole("table").getByRole("row").filter({ hasText: name }).getByRole("link").click();
  await page.getByLabel(/^Comment on INC-/).fill("<b>The host</b> was moved");
  await page.getByRole("button", { name: "Add comment" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "<b>The host</b> was moved" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Acknowledge/ })).toHaveCount(0);
  for (const { width, height, colorScheme } of VIEWS) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    await expectNoSidewaysScroll(page);
    await expectAccessible();
  }
});

test("a viewer reads an incident and is offered neither to take it nor to comment", async ({ page, login, db }) => {
  const cause = `Seen by a viewer ${newId()}`;
  const id = newId();
  await db.query(
    `INSERT INTO incident (id, kind, severity, cause, opened_at, closed_at, close_reason)
     VALUES ($1, 'registry', 'warning', $2, now() - interval '2 hours', now() - interval '1 hour', 'it answers again')`,
    [id, cause],
  );
  await db.query(`INSERT INTO incident_event (incident_id, kind, text) VALUES ($1, 'opened', $2)`, [id, cause]);
  await login("viewer");
  await page.goto(`/incidents/${id}`);
  await expect(page.locator("main")).toContainText(cause);
  await expect(page.getByRole("button", { name: /Acknowledge|Add comment/ })).toHaveCount(0);
});

import { newId } from "@/server/platform/ids";
import { expect, expectNoSidewaysScroll, test, VIEWS } from "./fixtures";
import { createWorkflowDatabase } from "./workflow-database";

test("an admin connects a workflow database; its dearest workflow and that one's slowest run are found from Costs", async ({
  page,
  login,
  db,
  expectAccessible,
}) => {
  test.setTimeout(120_000);
  const [dear, cheap, name] = [`dear-${newId()}`, `cheap-${newId()}`, `source ${newId()}`];
  const slowest = newId();
  const workflows = await createWorkflowDatabase(db, [
    { id: newId(), workflow: dear, seconds: 4, costUsd: 1.25, outputs: "quick" },
    { id: slowest, workflow: dear, seconds: 92, costUsd: 2.5, outputs: "the slowest answer" },
    { id: newId(), workflow: cheap, seconds: 300, costUsd: 0.25, outputs: "cheap" },
  ]);
  await login("admin");
  await page.goto("/settings/sources");
  await page.getByRole("button", { name: "Add workflow database" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a workflow database" });
  await dialog.getByLabel("Connection").fill(workflows.url.replace("postgresql:", "postgresql+psycopg2:"));
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Test" }).click();
  await dialog.getByRole("button", { name: "Save and sync" }).click();
  const source = page.getByRole("row").filter({ hasText: name });
  await expect(source).toContainText("3 records", { timeout: 30_000 });
  await expect(source).toContainText("Reads", { timeout: 30_000 });

  await page.goto("/costs");
  const lines = page.getByRole("table", { name: "Workflows" }).getByRole("row");
  await expect(lines.filter({ hasText: dear })).toContainText("$3.75");
  await expect(lines.filter({ hasText: cheap })).toContainText("$0.25");
  await expect(lines.nth(1)).toContainText(dear);
  for (const { width, height, colorScheme } of VIEWS) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    await expectNoSidewaysScroll(page);
    await expectAccessible();
  }
  await page.setViewportSize({ width: 1440, height: 900 });

  await lines.filter({ hasText: dear }).getByRole("link").click();
  const runs = page.getByRole("table", { name: "Runs" });
  await expect(runs.getByRole("row")).toHaveCount(3);
  await runs.getByRole("button", { name: "Took" }).click();
  await expect(page).toHaveURL(/sort=-duration/);
  await expect(runs.getByRole("row").nth(1)).toContainText("1 m 32 s");
  await runs.getByRole("row").nth(1).getByRole("link").click();
  await expect(page.locator("main")).toContainText(slowest);
  await expect(page.locator("main")).toContainText("the slowest answer");
  await expect(page.locator("main")).toContainText("$2.50");
  await expectAccessible();
  await db.query(`UPDATE source SET enabled = false WHERE name = $1`, [name]);
  await workflows.drop();
});

test("a source whose address answers nothing is told so before it is kept", async ({ page, login }) => {
  await login("admin");
  await page.goto("/settings/sources");
  await page.getByRole("button", { name: "Add workflow database" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a workflow database" });
  await dialog.getByLabel("Connection").fill("postgresql://nobody@127.0.0.1:1/nothing");
  await dialog.getByRole("button", { name: "Test" }).click();
  await expect(dialog.getByRole("button", { name: "Save all the same" })).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Save and sync" })).toHaveCount(0);
});

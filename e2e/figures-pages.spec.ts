import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import type pg from "pg";
import { newId } from "@/server/platform/ids";
import { expect, expectNoSidewaysScroll, test } from "./fixtures";
import { createWorkflowDatabase, type Execution } from "./workflow-database";

/** A source of these executions, read through; `drop` takes its database away. */
async function connect(page: Page, db: pg.Client, executions: readonly Execution[]) {
  const database = await createWorkflowDatabase(db, executions);
  const name = `source ${newId()}`;
  const body = { kind: "postgres", name, url: database.url, environment: "default" };
  const headers = { origin: String(process.env.MUSTER_E2E_URL) };
  const made = await page.request.post("/api/sources", { data: body, headers });
  expect(made.status()).toBe(201);
  const { id } = await made.json();
  const through = async () =>
    (await db.query(`SELECT complete_through IS NOT NULL AS read FROM source WHERE id = $1`, [id])).rows[0]?.read;
  await expect.poll(through, { timeout: 60_000 }).toBe(true);
  return {
    name,
    drop: database.drop,
    async remove() {
      await db.query(`UPDATE source SET enabled = false WHERE id = $1`, [id]);
      await database.drop();
    },
  };
}

const run = (workflow: string, more: Partial<Execution> = {}): Execution => ({
  id: newId(),
  workflow,
  seconds: 4,
  costUsd: 0.25,
  outputs: "done",
  ...more,
});

test("a bar leads to its runs, a drag narrows the range, table and CSV hold the chart's numbers", async ({
  page,
  login,
  db,
}) => {
  test.setTimeout(120_000);
  await login("admin");
  const workflow = `dear-${newId()}`;
  const source = await connect(page, db, [run(workflow), run(workflow, { costUsd: 0.5 })]);
  await login("viewer");
  await page.goto(`/costs?workflow=${workflow}&range=7d`);
  const panel = page.locator("[data-chart-panel]");
  await expect(panel.locator(`rect[data-key="${workflow}"]`).first()).toBeVisible();
  await page.keyboard.press("t");
  await expect(panel.getByRole("table")).toContainText("$0.75");
  await page.keyboard.press("t");
  const download = page.waitForEvent("download");
  await panel.getByRole("button", { name: /Download CSV/ }).click();
  expect(await readFile(await (await download).path(), "utf8")).toContain("0.75");

  const plot = panel.getByRole("img", { name: /What did each day cost/ });
  const box = await plot.boundingBox();
  if (box === null) throw new Error("the chart is not drawn");
  await page.mouse.move(box.x + box.width * 0.6, box.y + 100);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.95, box.y + 100, { steps: 5 });
  await page.mouse.up();
  await expect(page).toHaveURL(/range=2/);

  await panel.locator(`rect[data-key="${workflow}"]`).first().click();
  await expect(page).toHaveURL(new RegExp(`/runs\\?.*workflow=${workflow}`));
  await expect(page.getByRole("table", { name: "Runs" }).getByRole("row").nth(1)).toContainText("$0.50");
  await source.remove();
});

test("a cost that nobody knows is unknown on every page, never zero", async ({ page, login, db }) => {
  test.setTimeout(120_000);
  await login("admin");
  const workflow = `unpriced-${newId()}`;
  const source = await connect(page, db, [run(workflow, { costUsd: null })]);
  await login("viewer");
  await page.goto(`/costs?workflow=${workflow}&range=7d`);
  await expect(page.locator("main")).toContainText("the cost of none is known");
  await expect(page.getByRole("table", { name: "Workflows" }).getByRole("row").nth(1)).toContainText("unknown");
  await page.goto(`/runs?workflow=${workflow}`);
  const row = page.getByRole("table", { name: "Runs" }).getByRole("row").nth(1);
  await expect(row).toContainText("unknown");
  await expect(row).not.toContainText("$0");
  await source.remove();
});

test("runs are narrowed by what they took and cost, and what was typed wrongly is said", async ({
  page,
  login,
  db,
}) => {
  test.setTimeout(120_000);
  await login("admin");
  const workflow = `mixed-${newId()}`;
  const source = await connect(page, db, [run(workflow), run(workflow, { seconds: 92, costUsd: 0.01 })]);
  await page.goto(`/runs?workflow=${workflow}`);
  const rows = page.getByRole("table", { name: "Runs" }).getByRole("row");
  await expect(rows).toHaveCount(3);
  await page.getByRole("button", { name: "Took at least" }).click();
  await page.getByLabel("Took at least").fill("soon");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Give a length such as 30s or 2m.")).toBeVisible();
  await page.getByLabel("Took at least").fill("30s");
  await page.keyboard.press("Enter");
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText("1 m 32 s");
  await page.getByRole("button", { name: "Cost at least" }).click();
  await page.getByLabel("Cost at least").fill("0.2");
  await page.keyboard.press("Enter");
  await expect(page.getByText("No run matches these filters in this range.")).toBeVisible();
  await page.getByRole("button", { name: "Clear the filters" }).click();
  await expect(rows.filter({ hasText: workflow })).toHaveCount(2);
  await source.remove();
});

test("what a run says is inert, and a long answer is cut until it is asked for", async ({ page, login, db }) => {
  test.setTimeout(120_000);
  await login("admin");
  const hostile = `<img src=x onerror=document.title='taken'>\u202e${newId()}`;
  const outputs = `${hostile} ${"x".repeat(5_000)} the end`;
  const execution = run(hostile, { outputs });
  const source = await connect(page, db, [execution]);
  await page.goto(`/runs?q=${execution.id}`);
  await page.getByRole("table", { name: "Runs" }).getByRole("link").first().click();
  await expect(page).toHaveURL(/\/runs\/[0-9a-f-]+$/);
  const main = page.locator("main");
  await expect(main).toContainText("<img src=x");
  await expect(main.locator("img")).toHaveCount(0);
  await expect(main).not.toContainText("\u202e");
  await expect(main).not.toContainText("the end");
  await main.getByRole("button", { name: /Show all/ }).click();
  await expect(main).toContainText("the end");
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await source.remove();
});

test("a source that fell silent dims its figures and says why, without a reload", async ({ page, login, db }) => {
  test.setTimeout(180_000);
  await login("admin");
  const workflow = `silent-${newId()}`;
  const source = await connect(page, db, [run(workflow)]);
  await page.goto(`/costs?workflow=${workflow}&range=7d`);
  await expect(page.getByRole("table", { name: "Workflows" })).toContainText("$0.25");
  await expect(page.getByText("What was read before is kept.")).toHaveCount(0);
  await source.drop();
  await expect(page.getByText(`${source.name} was last read`)).toBeVisible({ timeout: 120_000 });
  await expect(page.getByText("What was read before is kept.")).toBeVisible();
  await expect(page.getByRole("table", { name: "Workflows" })).toContainText("$0.25");
  await db.query(`UPDATE source SET enabled = false WHERE name = $1`, [source.name]);
});

test("each way to be empty says what is so and offers the next step", async ({ page, login, db, expectAccessible }) => {
  test.setTimeout(120_000);
  await login("admin");
  const source = await connect(page, db, [run(`any-${newId()}`)]);
  const past = "range=2020-01-01T00:00:00Z..2020-01-03T00:00:00Z";
  for (const path of ["/costs", "/performance", "/runs"]) {
    await page.goto(`${path}?${past}`);
    await expect(page.getByText("No run started in this range.").last()).toBeVisible();
    await expectAccessible();
    await page.getByRole("button", { name: "Show the last 30 days" }).first().click();
    await expect(page).toHaveURL(/range=30d/);
  }
  await page.goto(`/runs?${past}&status=killed`);
  await expect(page.getByText("No run went wrong in this range.")).toBeVisible();
  await page.getByRole("button", { name: "Show every run" }).click();
  await expect(page).not.toHaveURL(/status=/);
  await source.remove();
});

for (const role of ["viewer", "operator", "admin"] as const) {
  test(`${role} opens the figures by keyboard, sorts them and cuts them by model`, async ({ page, login }) => {
    await login(role);
    await page.goto("/costs");
    await page.getByRole("group", { name: "Cut by" }).getByRole("button", { name: "Model" }).press("Enter");
    await expect(page).toHaveURL(/by=model/);
    await page.goto("/performance?range=24h");
    await page.getByRole("group", { name: "Interval" }).getByRole("button", { name: "15 min" }).press("Enter");
    await expect(page).toHaveURL(/interval=15min/);
  });
}

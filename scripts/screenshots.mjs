// Pictures of every page at two widths in both themes, from a running demo, into docs/images.
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { installedBrowser } from "./lib/browser.mjs";
import { inRoot } from "./lib/paths.mjs";

const PAGES = {
  overview: "/",
  agents: "/agents",
  orchestrators: "/orchestrators",
  incidents: "/incidents",
  runs: "/runs",
  costs: "/costs",
  performance: "/performance",
  connect: "/settings/connect",
  sources: "/settings/sources",
  users: "/settings/users",
};
const VIEWS = [
  { name: "1440-dark", width: 1440, height: 900, colorScheme: /** @type {const} */ ("dark") },
  { name: "1440-light", width: 1440, height: 900, colorScheme: /** @type {const} */ ("light") },
  { name: "390-dark", width: 390, height: 844, colorScheme: /** @type {const} */ ("dark") },
  { name: "390-light", width: 390, height: 844, colorScheme: /** @type {const} */ ("light") },
];

const folder = process.env.MUSTER_DATA_DIR ?? inRoot(".muster");
const demoFile = join(folder, "demo.json");
if (!existsSync(demoFile)) {
  console.error(`No demo runs on ${folder}: start \`npm run demo\`, wait for its address and try again.`);
  process.exit(1);
}
const demo = JSON.parse(readFileSync(demoFile, "utf8"));
const images = inRoot("docs/images");
mkdirSync(images, { recursive: true });
const executablePath = installedBrowser();
const browser = await chromium.launch(executablePath ? { executablePath } : {});
for (const view of VIEWS) await takeView(view);
await browser.close();

/** @param {(typeof VIEWS)[number]} view */
async function takeView({ name, width, height, colorScheme }) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, timezoneId: "Europe/Berlin" });
  const page = await context.newPage();
  await signIn(page);
  for (const [file, path] of Object.entries({ ...PAGES, agent: await firstAgent(page) })) {
    await page.goto(new URL(path, demo.url).href);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await settled(page);
    await page.screenshot({ path: join(images, `${file}-${name}.png`) });
  }
  await context.close();
}

/** @param {import("@playwright/test").Page} page */
async function signIn(page) {
  await page.goto(new URL("/sign-in", demo.url).href);
  await page.getByLabel("E-mail").fill(demo.users.admin.email);
  await page.getByLabel("Password").fill(demo.users.admin.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

/** @param {import("@playwright/test").Page} page */
async function firstAgent(page) {
  const answer = await page.request.get(new URL("/api/agents?limit=1&sort=name", demo.url).href);
  const { items } = await answer.json();
  return `/agents/${items[0].id}`;
}

/** Charts come after the page: the picture waits until none is awaited. @param {import("@playwright/test").Page} page */
async function settled(page) {
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
  const charts = await page.locator("[data-chart-panel]").count();
  if (charts > 0) await page.locator("[data-chart-panel] svg.recharts-surface").first().waitFor();
}

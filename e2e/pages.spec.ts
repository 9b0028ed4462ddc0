import { expect, expectNoSidewaysScroll, test, VIEWS } from "./fixtures";

const PAGES = [
  { path: "/", title: "Overview", role: "viewer" },
  { path: "/agents", title: "Agents", role: "viewer" },
  { path: "/orchestrators", title: "Orchestrators", role: "viewer" },
  { path: "/incidents", title: "Incidents", role: "viewer" },
  { path: "/runs", title: "Runs", role: "viewer" },
  { path: "/costs", title: "Costs", role: "viewer" },
  { path: "/performance", title: "Performance", role: "viewer" },
  { path: "/settings/account", title: "Account", role: "viewer" },
  { path: "/settings/registries", title: "Registries", role: "viewer" },
  { path: "/settings/sources", title: "Sources", role: "viewer" },
  { path: "/settings/environments", title: "Environments", role: "viewer" },
  { path: "/settings/connect", title: "Connect", role: "operator" },
  { path: "/settings/users", title: "Users", role: "admin" },
  { path: "/settings/tokens", title: "Tokens", role: "admin" },
  { path: "/settings/audit", title: "Audit", role: "admin" },
] as const;

for (const view of VIEWS) {
  test.describe(view.name, () => {
    test.use({ viewport: { width: view.width, height: view.height }, colorScheme: view.colorScheme });
    for (const { path, title, role } of PAGES) {
      test(`${title} holds its width and axe finds nothing, as ${role}`, async ({ page, login, expectAccessible }) => {
        await login(role);
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
        await expectNoSidewaysScroll(page);
        await expectAccessible();
      });
    }
  });
}

test("a page above one's role leads to the Overview", async ({ page, login }) => {
  await login("viewer");
  for (const path of ["/settings/users", "/settings/audit", "/settings/connect"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  }
});

test("a viewer is offered no deed", async ({ page, login }) => {
  await login("viewer");
  await page.goto("/settings/environments");
  await expect(page.getByRole("table", { name: "Environments" })).toBeVisible();
  await expect(page.getByRole("button", { name: /Change|Add environment/ })).toHaveCount(0);
});

import { newId } from "@/server/platform/ids";
import { expect, test } from "./fixtures";

const TABS = {
  viewer: ["Account", "Registries", "Sources", "Environments"],
  operator: ["Account", "Connect", "Registries", "Sources", "Environments"],
  admin: ["Account", "Connect", "Registries", "Sources", "Environments", "Users", "Tokens", "Audit"],
} as const;

for (const role of ["viewer", "operator", "admin"] as const) {
  test(`${role}s see the settings that are theirs and no others`, async ({ page, login }) => {
    await login(role);
    await page.goto("/settings/account");
    await expect(page.getByRole("navigation", { name: "Settings" }).getByRole("link")).toHaveText([...TABS[role]]);
  });
}

test("an admin adds a user, gets a link once, and the trail has it", async ({ page, login }) => {
  const email = `${newId()}@example.test`;
  await login("admin");
  await page.goto("/settings/users");
  await page.getByRole("button", { name: "Add user" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Add a user" });
  await dialog.getByLabel("E-mail").fill(email);
  await dialog.getByLabel("Name").fill("New Person");
  await dialog.getByRole("button", { name: "Add user" }).click();
  await expect(page.getByRole("dialog", { name: "A link for a new password" })).toContainText("/set-password#");
  await page.getByRole("button", { name: "I have copied it" }).click();
  await expect(page.getByRole("row").filter({ hasText: email })).toContainText("never signed in");
  await page.goto("/settings/audit?action=user");
  await expect(page.getByRole("row").filter({ hasText: "user.create" }).first()).toBeVisible();
});

test("a token is shown once, works, is revoked by typing its name", async ({ page, login, request }) => {
  const name = `ci ${newId()}`;
  await login("admin");
  await page.goto("/settings/tokens");
  await page.getByRole("button", { name: "New API token" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Make token" }).click();
  const shown = page.getByRole("dialog", { name: "The new token" });
  const token = String(await shown.getByText(/^muster_api_/).textContent());
  const ask = () => request.get("/api/me", { headers: { authorization: `Bearer ${token}` } });
  expect((await ask()).status()).toBe(200);
  await page.getByRole("button", { name: "I have copied it" }).click();
  await page.getByRole("button", { name: `Revoke ${name}` }).click();
  await page.getByRole("dialog").getByRole("textbox").fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Revoke token" }).click();
  await expect(page.getByRole("row").filter({ hasText: name })).toHaveCount(0);
  await expect.poll(async () => (await ask()).status(), { timeout: 10_000 }).toBe(401);
  await page.goto("/settings/audit?action=token");
  for (const action of ["token.create", "token.revoke"])
    await expect(page.getByRole("row").filter({ hasText: action }).first()).toBeVisible();
});

test("a changed password ends the other sessions", async ({ page, login, db }) => {
  const { hash } = await import("@node-rs/argon2");
  const { userId } = await login("viewer");
  await db.query(`UPDATE app_user SET password_hash = $2 WHERE id = $1`, [userId, await hash("the old password")]);
  await db.query(`INSERT INTO user_session (id, user_id, expires_at) VALUES ($1, $2, now() + interval '1 hour')`, [
    newId(),
    userId,
  ]);
  await page.goto("/settings/account");
  await expect(page.getByRole("table", { name: "Sessions" }).getByRole("row")).toHaveCount(3);
  await page.getByLabel("Current password").fill("the old password");
  await page.getByLabel("New password").fill("a quite new password");
  await page.getByLabel("The new one again").fill("a quite new password");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByRole("table", { name: "Sessions" }).getByRole("row")).toHaveCount(2);
});

test("an admin sees where a user is signed in and ends it", async ({ page, login, db }) => {
  const other = newId();
  const email = `${other}@example.test`;
  await db.query(`INSERT INTO app_user (id, email, name, role) VALUES ($1, $2, 'Other', 'viewer')`, [other, email]);
  await db.query(
    `INSERT INTO user_session (id, user_id, expires_at, ip, user_agent) VALUES ($1, $2, now() + interval '1 hour', '10.1.2.3', 'Lynx')`,
    [newId(), other],
  );
  await login("admin");
  await page.goto("/settings/users");
  await page.getByRole("button", { name: `Deeds for ${email}` }).click();
  await page.getByRole("menuitem", { name: "Show sessions" }).click();
  const dialog = page.getByRole("dialog", { name: `Sessions of ${email}` });
  await expect(dialog.getByRole("row").filter({ hasText: "Lynx" })).toContainText("10.1.2.3");
  await dialog.getByRole("button", { name: "End all sessions" }).click();
  await expect(dialog).toContainText("Signed in nowhere");
});

test("the trail is narrowed to one who did it", async ({ page, login, db }) => {
  const [one, another] = [`one ${newId()}`, `another ${newId()}`];
  for (const name of [one, another])
    await db.query(`INSERT INTO audit (at, actor_kind, actor_name, action) VALUES (now(), 'user', $1, 'agent.pause')`, [
      name,
    ]);
  await login("admin");
  await page.goto("/settings/audit");
  await page.getByRole("button", { name: one }).click();
  await expect(page.getByRole("row").filter({ hasText: another })).toHaveCount(0);
  await expect(page.getByRole("row").filter({ hasText: one })).toHaveCount(1);
  await page.getByRole("button", { name: /Remove the filter by/ }).click();
  await expect(page.getByRole("row").filter({ hasText: another })).toHaveCount(1);
});

test("another registry is read before it is mirrored, and nothing is kept of one that does not answer", async ({
  page,
  login,
}) => {
  await login("admin");
  await page.goto("/settings/registries");
  await page.getByRole("button", { name: "Mirror a registry" }).click();
  const dialog = page.getByRole("dialog", { name: "Mirror a registry" });
  await dialog.getByLabel("Address").fill("http://127.0.0.1:1");
  await dialog.getByLabel("Name").fill("Old registry");
  await dialog.getByRole("button", { name: "Test and mirror" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Nothing was saved");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("row").filter({ hasText: "Old registry" })).toHaveCount(0);
});

test("an admin renames a source and sees its test", async ({ page, login, db }) => {
  const name = `flow ${newId()}`;
  await db.query(
    `INSERT INTO source (id, kind, name, url, environment_id, enabled)
     SELECT $1, 'postgres', $2, 'postgresql://127.0.0.1:1/flow', id, false FROM environment WHERE name = 'default'`,
    [newId(), name],
  );
  await login("admin");
  await page.goto("/settings/sources");
  await page.getByRole("button", { name: `Deeds for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Change it" }).click();
  const dialog = page.getByRole("dialog", { name: `Change ${name}` });
  await dialog.getByLabel("Name").fill(`${name} moved`);
  await dialog.getByRole("button", { name: "Save and test" }).click();
  await expect(
    page.getByRole("dialog", { name: `Test of ${name} moved` }).getByRole("list", { name: "Test" }),
  ).toBeVisible();
  await page.keyboard.press("Escape");
  await db.query(`DELETE FROM source WHERE name = $1`, [`${name} moved`]);
});

import { newId } from "@/server/platform/ids";
import { expect, test } from "./fixtures";

const TABS = {
  viewer: ["Account", "Sources", "Environments"],
  operator: ["Account", "Connect", "Sources", "Environments"],
  admin: ["Account", "Connect", "Sources", "Environments", "Users", "Tokens", "Audit"],
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

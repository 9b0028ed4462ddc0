import { hash } from "@node-rs/argon2";
import { test as plain } from "@playwright/test";
import pg from "pg";
import { newId } from "@/server/platform/ids";
import { expect, test } from "./fixtures";

const PASSWORD = "correct horse battery";

test("a person signs in, comes to the page they asked for, and signs out", async ({ page, db }) => {
  const email = `${newId()}@example.test`;
  await db.query(
    `INSERT INTO app_user (id, email, name, role, password_hash) VALUES ($1, $2, 'Mara Köhler', 'operator', $3)`,
    [newId(), email, await hash(PASSWORD)],
  );
  await page.goto("/incidents");
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(
    page
      .getByRole("heading", { level: 1, name: "Incidents" })
      .or(page.getByRole("heading", { level: 1, name: "Connect" })),
  ).toBeVisible();
  await page.getByRole("button", { name: /Mara Köhler, operator/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  const { rows } = await db.query(
    `SELECT count(*)::int AS open FROM user_session s JOIN app_user u ON u.id = s.user_id WHERE u.email = $1 AND s.revoked_at IS NULL`,
    [email],
  );
  expect(rows[0].open).toBe(0);
});

plain("a wrong password and an unknown e-mail are told in the same words", async ({ page }) => {
  const db = new pg.Client({ connectionString: String(process.env.DATABASE_URL) });
  await db.connect();
  const known = `${newId()}@example.test`;
  await db.query(`INSERT INTO app_user (id, email, name, role, password_hash) VALUES ($1, $2, 'V', 'viewer', $3)`, [
    newId(),
    known,
    await hash(PASSWORD),
  ]);
  await db.end();
  for (const email of [known, `${newId()}@example.test`]) {
    await page.goto("/sign-in");
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill("wrong");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "E-mail or password is wrong" })).toBeVisible();
    await expect(page).toHaveURL(/\/sign-in/);
  }
});

test("a link that would lead elsewhere after sign-in leads home", async ({ page, db }) => {
  const email = `${newId()}@example.test`;
  await db.query(`INSERT INTO app_user (id, email, name, role, password_hash) VALUES ($1, $2, 'V', 'viewer', $3)`, [
    newId(),
    email,
    await hash(PASSWORD),
  ]);
  await page.goto("/sign-in?callbackUrl=https%3A%2F%2Fevil.test%2F");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
});

test("a new user sets a password with the link and comes in with it; the link works once", async ({
  page,
  login,
  context,
}) => {
  const email = `${newId()}@example.test`;
  const own = { origin: String(process.env.MUSTER_E2E_URL) };
  await login("admin");
  const made = await page.request.post("/api/users", {
    data: { email, name: "New Person", role: "viewer" },
    headers: own,
  });
  const { link } = await made.json();
  await context.clearCookies();
  await page.goto(link.url);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByLabel("The same again").fill(PASSWORD);
  await page.getByRole("button", { name: "Set password" }).click();
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  const again = { link: new URL(link.url).hash.slice(1), password: "another long password" };
  expect((await page.request.post("/api/set-password", { data: again, headers: own })).status()).toBe(422);
});

test("the sign-in page is accessible", async ({ page, expectAccessible }) => {
  await page.goto("/sign-in");
  await expectAccessible();
});

import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { encode } from "next-auth/jwt";
import pg from "pg";
import { newId } from "@/server/platform/ids";

type Role = "viewer" | "operator" | "admin";

interface Fixtures {
  /** Muster's own database, to make what a test needs. */
  db: pg.Client;
  /** A person of this role with an open session; nothing is clicked through. */
  login: (role: Role) => Promise<{ userId: string; email: string }>;
  /** Throws unless axe finds nothing on the page as it is. */
  expectAccessible: () => Promise<void>;
}

const setting = (name: string) => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: the page tests start through npm test`);
  return value;
};

/** Every test fails on an error in the browser's console. */
export const test = base.extend<Fixtures>({
  page: async ({ page }, use) => {
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") faults.push(`${message.text()} (${message.location().url})`);
    });
    await use(page);
    expect(faults).toEqual([]);
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  db: async ({}, use) => {
    const client = new pg.Client({ connectionString: setting("DATABASE_URL") });
    await client.connect();
    await use(client);
    await client.end();
  },
  login: async ({ db, context }, use) => {
    await use(async (role) => {
      const [userId, sessionId] = [newId(), newId()];
      const email = `${role}-${userId}@example.test`;
      await db.query(`INSERT INTO app_user (id, email, name, role) VALUES ($1, $2, $3, $4)`, [
        userId,
        email,
        `A ${role}`,
        role,
      ]);
      await db.query(`INSERT INTO user_session (id, user_id, expires_at) VALUES ($1, $2, now() + interval '1 hour')`, [
        sessionId,
        userId,
      ]);
      const value = await encode({ token: { sub: userId, sid: sessionId }, secret: setting("NEXTAUTH_SECRET") });
      await context.addCookies([
        { name: "next-auth.session-token", value, url: setting("MUSTER_E2E_URL"), httpOnly: true, sameSite: "Lax" },
      ]);
      return { userId, email };
    });
  },
  expectAccessible: async ({ page }, use) => {
    await use(async () => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
      );
      expect(found).toEqual([]);
    });
  },
});

export { expect };

/** The widths that every page must hold, and both themes. */
export const VIEWS = [
  { name: "1440 dark", width: 1440, height: 900, colorScheme: "dark" },
  { name: "1440 light", width: 1440, height: 900, colorScheme: "light" },
  { name: "390 dark", width: 390, height: 844, colorScheme: "dark" },
] as const;

/** Nothing makes the page wider than its window; what does is named. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const wide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const beyond = [...document.querySelectorAll("body *")].filter(
      (node) => node.getBoundingClientRect().right > clientWidth + 1,
    );
    return beyond.map((node) => `${node.tagName} ${node.className} ${node.textContent?.slice(0, 60)}`).slice(0, 8);
  });
  expect(wide).toEqual([]);
}

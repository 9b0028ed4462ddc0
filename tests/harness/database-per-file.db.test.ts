import pg from "pg";
import { expect, test } from "vitest";
import { emptyDatabase } from "./databases";

async function tablesOf(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    "SELECT table_name::text AS name FROM information_schema.tables WHERE table_schema = 'public'",
  );
  await client.end();
  return rows.map((row) => row.name);
}

test("a database test file has a migrated database of its own in DATABASE_URL", async () => {
  expect(await tablesOf(String(process.env.DATABASE_URL))).toContain("agent");
});

test("an empty database holds no table of ours", async () => {
  const database = await emptyDatabase();
  expect(await tablesOf(database.url)).toEqual([]);
  await database.drop();
});

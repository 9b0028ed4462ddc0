import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { emptyDatabase, type TestDatabase } from "@/tests/harness/databases";
import { migrate } from "./migrate.mjs";

let directory = "";
let database: TestDatabase;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "muster-migrations-"));
  database = await emptyDatabase();
  write("0001_first", "CREATE TABLE first (id int); -- a semicolon; in a comment");
});

afterEach(async () => {
  await database.drop();
  rmSync(directory, { recursive: true });
});

function write(name: string, sql: string) {
  mkdirSync(join(directory, name), { recursive: true });
  writeFileSync(join(directory, name, "migration.sql"), sql);
}

const apply = () => migrate(database.url, { directory, jobs: false });

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

test("what is missing is applied once, in order", async () => {
  write("0002_second", "ALTER TABLE first ADD COLUMN name text");
  expect(await apply()).toEqual(["0001_first", "0002_second"]);
  expect(await apply()).toEqual([]);
});

test("two starts at once apply each migration once", async () => {
  const applied = await Promise.all([apply(), apply()]);
  expect(applied.flat()).toEqual(["0001_first"]);
});

test("a migration that fails leaves neither its tables nor a row behind", async () => {
  write("0002_second", "CREATE TABLE second (id int); SELECT nonsense");
  await expect(apply()).rejects.toThrow("migration 0002_second");
  const rows = await query("SELECT migration_name FROM _prisma_migrations");
  expect(rows).toEqual([{ migration_name: "0001_first" }]);
  expect(await query("SELECT to_regclass('second') AS found")).toEqual([{ found: null }]);
});

test("a database that is newer than the code is refused", async () => {
  write("0002_second", "SELECT 1");
  await apply();
  rmSync(join(directory, "0002_second"), { recursive: true });
  await expect(apply()).rejects.toThrow("The database is newer than this code (it has 0002_second)");
});

test("a migration that was changed after it was applied is refused", async () => {
  await apply();
  write("0001_first", "CREATE TABLE other (id int)");
  await expect(apply()).rejects.toThrow("0001_first was changed after it was applied");
});

test.each(["workflow_runs", "alembic_version"])(
  "a database with %s of the agents is refused, and left as it was",
  async (table) => {
    await query(`CREATE TABLE ${table} (id int)`);
    await expect(apply()).rejects.toThrow("this is the agents' database; add it as a source");
    expect(await query("SELECT to_regclass('_prisma_migrations') AS found")).toEqual([{ found: null }]);
  },
);

import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { Fault } from "./fault.mjs";
import { inRoot } from "./paths.mjs";

/** The number of the advisory lock that Prisma's own engine takes, so that both wait for each other. */
const MIGRATION_LOCK = 72707369;
/** Prisma's table, column for column: after us `prisma migrate deploy` has nothing to do. */
const BOOKS = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;
const ADVICE = "this is the agents' database; add it as a source";

/** @typedef {{ name: string, checksum: string, sql: string }} Migration */
/** @typedef {{ query: (text: string, values?: unknown[]) => Promise<{ rows: any[] }> }} Client */

/**
 * Brings a database to the state of this code and graphile-worker's schema beside it.
 * @param {string} url a Postgres URL
 * @param {{ directory?: string, jobs?: boolean }} [options] `jobs: false` leaves graphile-worker's schema out
 * @returns {Promise<string[]>} the migrations applied now
 */
export async function migrate(url, { directory = inRoot("prisma/migrations"), jobs = true } = {}) {
  refuseOtherEngines(url);
  const client = new pg.Client({ connectionString: url, options: "-c timezone=UTC" });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await refuseForeignDatabase(client);
    await client.query(BOOKS);
    const applied = await applyMissing(client, readMigrations(directory));
    if (jobs) await migrateJobs(url);
    return applied;
  } finally {
    await client.end();
  }
}

/** @param {string} url */
export function refuseOtherEngines(url) {
  if (/^(sqlite|file):/i.test(url)) throw new Fault(`DATABASE_URL is a SQLite file: ${ADVICE}.`);
  if (!/^postgres(ql)?:\/\//i.test(url))
    throw new Fault("DATABASE_URL must begin with postgresql:// : Muster keeps its own data in Postgres 15 or newer.");
}

/** @param {Client} client */
async function refuseForeignDatabase(client) {
  const { rows } = await client.query(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS ours,
            ARRAY(SELECT table_name::text FROM information_schema.tables
                  WHERE table_name IN ('workflow_runs', 'alembic_version') ORDER BY 1) AS theirs`,
  );
  const { ours, theirs } = rows[0];
  if (!ours && theirs.length > 0) throw new Fault(`DATABASE_URL holds the table ${theirs.join(" and ")}: ${ADVICE}.`);
}

/** @param {string} directory @returns {Migration[]} */
function readMigrations(directory) {
  return readdirSync(directory)
    .filter((name) => existsSync(join(directory, name, "migration.sql")))
    .sort()
    .map((name) => {
      const bytes = readFileSync(join(directory, name, "migration.sql"));
      return { name, sql: bytes.toString("utf8"), checksum: createHash("sha256").update(bytes).digest("hex") };
    });
}

/** @param {Client} client @param {Migration[]} migrations */
async function applyMissing(client, migrations) {
  const { rows } = await client.query(
    "SELECT migration_name AS name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL",
  );
  refuseOddBooks(rows, migrations);
  const done = new Set(rows.map((row) => row.name));
  const missing = migrations.filter((migration) => !done.has(migration.name));
  for (const migration of missing) await applyOne(client, migration);
  return missing.map((migration) => migration.name);
}

/** @param {{ name: string, checksum: string, finished_at: Date | null }[]} rows @param {Migration[]} migrations */
function refuseOddBooks(rows, migrations) {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of rows) {
    const migration = known.get(row.name);
    if (!migration)
      throw new Fault(`The database is newer than this code (it has ${row.name}): update Muster, or restore a backup.`);
    if (!row.finished_at) throw new Fault(`Migration ${row.name} is recorded as failed: restore a backup.`);
    if (row.checksum !== migration.checksum)
      throw new Fault(`Migration ${row.name} was changed after it was applied: put its file back as it was.`);
  }
}

/** A file is one transaction: what fails leaves neither a table nor a row. @param {Client} client @param {Migration} migration */
async function applyOne(client, { name, sql, checksum }) {
  await client.query("BEGIN");
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("COMMIT");
  } catch (cause) {
    await client.query("ROLLBACK");
    throw new Error(`migration ${name}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}

/** @param {string} connectionString */
async function migrateJobs(connectionString) {
  const { Logger, runMigrations } = await import("graphile-worker");
  await runMigrations({ connectionString, logger: new Logger(() => () => {}) });
}

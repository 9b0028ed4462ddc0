import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { freePort, initCluster, newPassword, startPostgres } from "./postgres.mjs";

const CARELESS = { fsync: "off", full_page_writes: "off" };

/**
 * A Postgres for a moment: in a temporary folder, on a free port; without fsync unless what commits must be durable.
 * @param {{ durable?: boolean }} [options]
 * @returns {Promise<{ urlOf: (database: string) => string, create: (database: string) => Promise<string>, stop: () => Promise<void> }>}
 */
export async function startScratchPostgres({ durable = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "muster-scratch-"));
  chmodSync(folder, 0o711); // the account that runs Postgres walks through it
  const dataDir = join(folder, "pg");
  const password = newPassword();
  await initCluster({ dataDir, password });
  const port = await freePort();
  const server = await startPostgres({ dataDir, port, settings: durable ? {} : CARELESS });
  const urlOf = (/** @type {string} */ name) => `postgresql://muster:${password}@127.0.0.1:${port}/${name}`;
  return {
    urlOf,
    create: async (database) => {
      await execute(urlOf("postgres"), `CREATE DATABASE ${database}`);
      return urlOf(database);
    },
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** @param {string} url @param {string} sql */
async function execute(url, sql) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

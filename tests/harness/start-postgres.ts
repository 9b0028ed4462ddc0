import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "@/scripts/lib/migrate.mjs";
import { freePort, initCluster, newPassword, startPostgres } from "@/scripts/lib/postgres.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** URL of the cluster's `postgres` database, as its superuser. */
    clusterUrl: string;
  }
}

/** The migrated database that each test file's own is copied from. */
export const TEMPLATE = "muster_template";

/** One real Postgres for all database tests of a run: in a temporary folder, on a free port, without fsync. */
export async function setup({ provide }: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), "muster-test-"));
  chmodSync(folder, 0o711); // the account that runs Postgres walks through it
  const dataDir = join(folder, "pg");
  const password = newPassword();
  await initCluster({ dataDir, password });
  const port = await freePort();
  const server = await startPostgres({ dataDir, port, settings: { fsync: "off", full_page_writes: "off" } });
  const urlOf = (database: string) => `postgresql://muster:${password}@127.0.0.1:${port}/${database}`;
  await makeTemplate(urlOf);
  provide("clusterUrl", urlOf("postgres"));
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

async function makeTemplate(urlOf: (database: string) => string) {
  const admin = new pg.Client({ connectionString: urlOf("postgres") });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${TEMPLATE}`);
  await migrate(urlOf(TEMPLATE));
  await admin.end();
}

import type { TestProject } from "vitest/node";
import { migrate } from "@/scripts/lib/migrate.mjs";
import { startScratchPostgres } from "@/scripts/lib/scratch-postgres.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** URL of the cluster's `postgres` database, as its superuser. */
    clusterUrl: string;
  }
}

/** The migrated database that each test file's own is copied from. */
export const TEMPLATE = "muster_template";

/** One real Postgres for all database tests of a run. */
export async function setup({ provide }: TestProject) {
  const postgres = await startScratchPostgres();
  await migrate(await postgres.create(TEMPLATE));
  provide("clusterUrl", postgres.urlOf("postgres"));
  return postgres.stop;
}

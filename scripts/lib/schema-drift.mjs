import { readFileSync } from "node:fs";
import { migrate } from "./migrate.mjs";
import { inRoot } from "./paths.mjs";
import { schemaDifference } from "./schema-engine.mjs";
import { startScratchPostgres } from "./scratch-postgres.mjs";

/** The SQL that the migrations lack towards prisma/schema.prisma, "" when they agree. */
export async function schemaDrift() {
  const postgres = await startScratchPostgres();
  try {
    const url = await postgres.create("drift");
    await migrate(url, { jobs: false });
    return await schemaDifference(readFileSync(inRoot("prisma/schema.prisma"), "utf8"), url);
  } finally {
    await postgres.stop();
  }
}

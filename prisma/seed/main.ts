import pg from "pg";
import { closeDb, databaseConfig } from "@/server/platform/db";
import { setRole } from "@/server/platform/env";
import { seedHostile } from "./hostile";
import { seedLarge } from "./large";

/** A line a scenario. */
const SCENARIOS: Readonly<Record<string, (db: pg.Client) => Promise<void>>> = {
  large: seedLarge,
  hostile: seedHostile,
};

async function main([name = ""]: string[]): Promise<number> {
  setRole("cli");
  const scenario = SCENARIOS[name];
  if (!scenario) {
    process.stderr.write(`Name a scenario: ${Object.keys(SCENARIOS).join(", ")}. It is written into DATABASE_URL.\n`);
    return 2;
  }
  const db = new pg.Client(databaseConfig());
  await db.connect();
  await scenario(db);
  const { rows } = await db.query(
    `SELECT (SELECT count(*) FROM agent)::int AS agents, (SELECT count(*) FROM run)::int AS runs`,
  );
  process.stdout.write(`${name}: the database now holds ${rows[0]?.agents} agents and ${rows[0]?.runs} runs\n`);
  await db.end();
  await closeDb();
  return 0;
}

process.exitCode = await main(process.argv.slice(2));

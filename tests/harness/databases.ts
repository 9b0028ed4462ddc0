import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { TEMPLATE } from "./start-postgres";

export type TestDatabase = { name: string; url: string; drop: () => Promise<void> };

/** A database with Muster's tables, empty but for what the migrations insert. */
export const migratedDatabase = () => createDatabase(`TEMPLATE ${TEMPLATE}`);

/** A database with nothing in it, to play a workflow database or an MLflow store. */
export const emptyDatabase = () => createDatabase("TEMPLATE template0");

async function createDatabase(clause: string): Promise<TestDatabase> {
  const name = `t_${randomBytes(6).toString("hex")}`;
  await onCluster(`CREATE DATABASE ${name} ${clause}`);
  const url = new URL(inject("clusterUrl"));
  url.pathname = `/${name}`;
  return { name, url: url.href, drop: () => onCluster(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function onCluster(sql: string) {
  const client = new pg.Client({ connectionString: inject("clusterUrl") });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

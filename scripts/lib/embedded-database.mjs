import { join } from "node:path";
import pg from "pg";
import { openSecrets } from "./data-folder.mjs";
import { steadyPort } from "./ports.mjs";
import { initCluster, startPostgres, stopLeftoverPostgres } from "./postgres.mjs";

const LAST_LOG_LINES = 20;

/**
 * @typedef {object} Cluster
 * @property {(database: string) => string} urlOf as the cluster's owner
 * @property {number} port
 * @property {number} pid
 * @property {Promise<unknown>} exited
 * @property {() => string} lastLog
 * @property {() => Promise<void>} stop
 */

/** Starts the data folder's own Postgres, after ending one that a killed start left. @param {string} folder @returns {Promise<Cluster>} */
export async function startEmbedded(folder) {
  const dataDir = join(folder, "pg");
  const password = openSecrets(folder).database;
  await stopLeftoverPostgres(dataDir);
  await initCluster({ dataDir, password });
  const port = await steadyPort(join(folder, "secrets/postgres.port"));
  /** @type {string[]} */
  const lines = [];
  const onLog = (/** @type {string} */ text) => {
    lines.push(...text.trimEnd().split("\n"));
    lines.splice(0, Math.max(0, lines.length - LAST_LOG_LINES));
  };
  const server = await startPostgres({ dataDir, port, onLog });
  const urlOf = (/** @type {string} */ database) => `postgresql://muster:${password}@127.0.0.1:${port}/${database}`;
  return { ...server, port, urlOf, lastLog: () => lines.join("\n") };
}

/**
 * Makes a database that only its owner may enter; both stay as they are when they exist.
 * @param {Cluster} cluster @param {{ name: string, owner?: { name: string, password: string } }} wanted
 * @returns {Promise<string>} its URL as its owner
 */
export async function ensureDatabase(cluster, { name, owner }) {
  await onDatabase(cluster.urlOf("postgres"), async (client) => {
    if (owner) await ensureRole(client, owner);
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (rowCount) return;
    await client.query(
      `CREATE DATABASE ${pg.escapeIdentifier(name)} OWNER ${pg.escapeIdentifier(owner?.name ?? "muster")}`,
    );
    await client.query(`REVOKE CONNECT ON DATABASE ${pg.escapeIdentifier(name)} FROM PUBLIC`);
  });
  return owner ? `postgresql://${owner.name}:${owner.password}@127.0.0.1:${cluster.port}/${name}` : cluster.urlOf(name);
}

/** A role that may read a database's tables, those to come too, and nothing else. @param {Cluster} cluster @param {string} database @param {{ name: string, password: string }} reader @param {string} owner */
export async function ensureReader(cluster, database, reader, owner) {
  const [db, role, maker] = [database, reader.name, owner].map((name) => pg.escapeIdentifier(name));
  await onDatabase(cluster.urlOf(database), async (client) => {
    await ensureRole(client, reader);
    await client.query(`
      GRANT CONNECT ON DATABASE ${db} TO ${role};
      GRANT USAGE ON SCHEMA public TO ${role};
      GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${role};
      ALTER DEFAULT PRIVILEGES FOR ROLE ${maker} IN SCHEMA public GRANT SELECT ON TABLES TO ${role};`);
  });
  return `postgresql://${reader.name}:${reader.password}@127.0.0.1:${cluster.port}/${database}`;
}

/** @param {pg.Client} client @param {{ name: string, password: string }} role */
async function ensureRole(client, { name, password }) {
  const { rowCount } = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [name]);
  if (!rowCount)
    await client.query(`CREATE ROLE ${pg.escapeIdentifier(name)} LOGIN PASSWORD ${pg.escapeLiteral(password)}`);
}

/** @template T @param {string} url @param {(client: pg.Client) => Promise<T>} work @returns {Promise<T>} */
export async function onDatabase(url, work) {
  const client = new pg.Client({ connectionString: url, options: "-c timezone=UTC" });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

import { rmSync } from "node:fs";
import { join } from "node:path";
import { build, installBuild } from "./build.mjs";
import { runtimeFile } from "./commands.mjs";
import { dataFolder, openDataFolder, openSecrets } from "./data-folder.mjs";
import { ensureDatabase, onDatabase, startEmbedded } from "./embedded-database.mjs";
import { Fault } from "./fault.mjs";
import { migrate } from "./migrate.mjs";
import { freePort, requireFreePort } from "./ports.mjs";
import { writePrivateJson } from "./private-file.mjs";
import { say, step } from "./progress.mjs";
import { originOf, roleSettings, roles } from "./roles.mjs";
import { run } from "./run.mjs";
import { validateSettings } from "./settings.mjs";
import { answers, until } from "./wait.mjs";

const START_SECONDS = 60;

/** @typedef {import("./roles.mjs").Place} Place */
/** @typedef {{ supervisor: import("./supervisor.mjs").Supervisor, fail: (error: unknown) => void }} Keeper */
/** @typedef {{ folder: string, host: string, port: number, registryPort: number, copy: string }} Ground */

/** Everything before the database: settings, ports, folder and build, each checked or made once. @returns {Promise<Ground>} */
export async function prepareGround() {
  await validateSettings({ ...process.env, MUSTER_ROLE: "cli" });
  const host = process.env.HOST || "127.0.0.1";
  const port = await choosePort("PORT", 3000, host);
  const registryPort = await choosePort("REGISTRY_PORT", 9000, host);
  const folder = dataFolder();
  openDataFolder(folder);
  const hash = await step("Building", () => build({ say }));
  return { folder, host, port, registryPort, copy: installBuild(join(folder, "build"), hash) };
}

/** @param {string} setting @param {number} usual @param {string} host */
async function choosePort(setting, usual, host) {
  const wanted = Number(process.env[setting] || usual);
  await requireFreePort(wanted, host, setting);
  return wanted === 0 ? freePort() : wanted;
}

/** The embedded Postgres under the supervisor. @param {Ground} ground @param {Keeper} keeper */
export async function startCluster({ folder }, { supervisor, fail }) {
  const cluster = await step("Starting Postgres", () => startEmbedded(folder));
  supervisor.add({ name: "postgres", stop: cluster.stop });
  void cluster.exited.then(() => {
    if (!supervisor.signal.aborted) fail(new Fault(`Postgres ended by itself:\n${cluster.lastLog()}`));
  });
  return cluster;
}

/**
 * Migrates Muster's database and starts the three roles on it.
 * @param {Ground} ground @param {{ databaseUrl: string, extra?: Record<string, string> }} on @param {Keeper} keeper
 * @returns {Promise<Place & { settings: Record<string, string>, url: string, registryUrl: string }>}
 */
export async function startRoles(ground, { databaseUrl, extra = {} }, { supervisor, fail }) {
  const databaseDirectUrl = process.env.DATABASE_URL ? process.env.DATABASE_DIRECT_URL || databaseUrl : databaseUrl;
  await step("Migrating the database", () => migrate(databaseDirectUrl));
  const place = { ...ground, databaseUrl, databaseDirectUrl, secrets: openSecrets(ground.folder), extra };
  const settings = roleSettings(place);
  const [url, registryUrl] = [originOf(ground.host, ground.port), originOf(ground.host, ground.registryPort)];
  writePrivateJson(runtimeFile(ground.folder), { pid: process.pid, url, registryUrl, settings });
  supervisor.add({ stop: async () => rmSync(runtimeFile(ground.folder), { force: true }) });
  await step("Starting registry, worker and web", async () => {
    for (const role of roles(place)) supervisor.keep(role, fail);
    await rolesAnswer({ url, registryUrl, databaseUrl, signal: supervisor.signal });
  });
  return { ...place, settings, url, registryUrl };
}

/** Resolves when all three roles are up. @param {{ url: string, registryUrl: string, databaseUrl: string, signal: AbortSignal }} where */
export async function rolesAnswer({ url, registryUrl, databaseUrl, signal }) {
  const limits = { seconds: START_SECONDS, signal };
  await until("The registry does not answer", () => answers(`${registryUrl}/health`), limits);
  await until("The web role does not answer", () => answers(`${url}/sign-in`), limits);
  await until("No worker is seen", () => workerLives(databaseUrl), limits);
}

/** @param {string} databaseUrl */
function workerLives(databaseUrl) {
  return onDatabase(databaseUrl, async (client) => {
    const sql = "SELECT 1 FROM role_instance WHERE role = 'worker' AND seen_at > now() - interval '10 s'";
    return (await client.query(sql)).rows.length > 0;
  });
}

/**
 * Runs one verb of the command line on this system.
 * @param {Place & { settings: Record<string, string> }} system @param {string[]} args @param {Record<string, string>} [more]
 * @returns {Promise<string>} the last line of its stdout
 */
export async function muster({ copy, settings }, args, more = {}) {
  const env = { ...process.env, ...settings, MUSTER_ROLE: "cli", LOG_LEVEL: "error", ...more };
  const { code, output, stdout } = await run(process.execPath, [join(copy, "dist/muster.mjs"), ...args], { env });
  if (code !== 0) throw new Error(`muster ${args.slice(0, 2).join(" ")} ended with ${code}: ${output.trim()}`);
  return stdout.trim().split("\n").at(-1) ?? "";
}

/** Muster's own database in the embedded cluster. @param {import("./embedded-database.mjs").Cluster} cluster */
export const ownDatabase = (cluster) => ensureDatabase(cluster, { name: "muster" });

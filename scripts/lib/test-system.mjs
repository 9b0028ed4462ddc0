import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, installBuild } from "./build.mjs";
import { openSecrets } from "./data-folder.mjs";
import { migrate } from "./migrate.mjs";
import { freePort } from "./ports.mjs";
import { originOf, roleSettings, roles } from "./roles.mjs";
import { startScratchPostgres } from "./scratch-postgres.mjs";
import { Supervisor } from "./supervisor.mjs";
import { rolesAnswer } from "./system.mjs";

/**
 * A whole Muster for tests: the production build on a scratch Postgres, on free ports, in a temporary folder.
 * @param {{ settings?: Record<string, string> }} [options] what the roles are started with besides
 */
export async function startTestSystem({ settings: extra = {} } = {}) {
  const supervisor = new Supervisor();
  const folder = mkdtempSync(join(tmpdir(), "muster-system-"));
  chmodSync(folder, 0o711);
  for (const name of ["secrets", "logs"]) mkdirSync(join(folder, name));
  supervisor.add({ stop: async () => rmSync(folder, { recursive: true, force: true }) });
  try {
    return await startOn(folder, extra, supervisor);
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
}

/** @param {string} folder @param {Record<string, string>} extra @param {Supervisor} supervisor */
async function startOn(folder, extra, supervisor) {
  const copy = installBuild(join(folder, "build"), await build());
  const postgres = await startScratchPostgres();
  supervisor.add({ name: "postgres", stop: postgres.stop });
  const databaseUrl = await postgres.create("muster");
  await migrate(databaseUrl);
  const [port, registryPort, host] = [await freePort(), await freePort(), "127.0.0.1"];
  const loopback = { MUSTER_FLEET_NETWORKS: "127.0.0.1/32", MUSTER_OPERATOR_NETWORKS: "127.0.0.1/32" };
  const place = { folder, copy, databaseUrl, port, registryPort, host, secrets: openSecrets(folder) };
  const settled = { ...place, extra: { ...loopback, ...extra } };
  /** @type {Promise<never>} */
  const failure = new Promise((_resolve, reject) => {
    for (const role of roles(settled)) supervisor.keep(role, reject);
  });
  const [url, registryUrl] = [originOf(host, port), originOf(host, registryPort)];
  await Promise.race([failure, rolesAnswer({ url, registryUrl, databaseUrl, signal: supervisor.signal })]);
  return { url, registryUrl, databaseUrl, folder, settings: roleSettings(settled), stop: () => supervisor.stop() };
}

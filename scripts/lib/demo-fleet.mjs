import { join } from "node:path";
import { onDatabase } from "./embedded-database.mjs";
import { Fault } from "./fault.mjs";
import { until } from "./wait.mjs";

const BACKFILL_DAYS = 14;
const BACKFILL_SECONDS = 600;
const SEED = "20";

/**
 * Starts the fleet and waits until its history is written.
 * @param {import("./demo.mjs").System} system
 * @param {{ token: string, workflowDatabaseUrl: string, mlflowUrl: string }} fleet
 * @param {import("./demo-file.mjs").DemoFile} file @param {import("./system.mjs").Keeper} keeper
 */
export async function startFleet(system, fleet, file, { supervisor, fail }) {
  let backfilled = false;
  supervisor.keep(
    {
      name: "fleet",
      args: [join(system.copy, "dist/fleet.mjs")],
      env: fleetEnvironment(system, fleet, file.fleetState),
      log: join(system.folder, "logs/fleet.log"),
      onLine: (line) => {
        backfilled ||= line.includes("backfill done");
      },
    },
    fail,
  );
  await until("The fleet's history is not written", async () => backfilled, {
    seconds: BACKFILL_SECONDS,
    signal: supervisor.signal,
  });
}

/** It stands outside, so it gets none of our settings. @param {import("./demo.mjs").System} system @param {{ token: string, workflowDatabaseUrl: string, mlflowUrl: string }} fleet @param {string} stateFile */
function fleetEnvironment(system, fleet, stateFile) {
  return {
    NODE_ENV: /** @type {const} */ ("production"),
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    TZ: "UTC",
    FLEET_REGISTRY_URL: system.registryUrl,
    FLEET_REGISTRY_TOKEN: fleet.token,
    FLEET_MLFLOW_URL: fleet.mlflowUrl,
    FLEET_WORKFLOW_DATABASE_URL: fleet.workflowDatabaseUrl,
    FLEET_STATE_FILE: stateFile,
    FLEET_SEED: process.env.FLEET_SEED || SEED,
    FLEET_BACKFILL_DAYS: String(BACKFILL_DAYS),
  };
}

/** Whether each enabled source has been read to its end once. A source that cannot be read is a Fault. @param {string} databaseUrl */
export async function firstSyncIsThrough(databaseUrl) {
  const rows = await onDatabase(databaseUrl, async (client) => {
    return (await client.query("SELECT name, first_synced_at, last_error FROM source WHERE enabled")).rows;
  });
  if (rows.length === 0) throw new Fault("There is no source to read.");
  return rows.every((row) => row.first_synced_at !== null);
}

/** Whether an agent is healthy by a probe of this start, not of an earlier one. @param {string} databaseUrl */
export async function someAgentIsHealthy(databaseUrl) {
  const rows = await onDatabase(databaseUrl, async (client) => {
    const sql =
      "SELECT 1 FROM agent_verdict WHERE status = 'healthy' AND probe_at > now() - make_interval(secs => $1) LIMIT 1";
    return (await client.query(sql, [process.uptime()])).rows;
  });
  return rows.length > 0;
}

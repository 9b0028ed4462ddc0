import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { onDatabase } from "./embedded-database.mjs";
import { writePrivateJson } from "./private-file.mjs";
import { say } from "./progress.mjs";

const LOOK_MS = 1_000;

/** @typedef {{ fleetState: string, write: () => Promise<void> }} DemoFile */
/** @typedef {{ agentId: string, pid: number | null, port: number | null }} FleetAgent null while it has no process */

/**
 * Keeps `demo.json` true: written again whenever the fleet says that one of its processes is another.
 * @param {import("./demo.mjs").System} system
 * @param {{ users: object, mlflowUrl: string | null, workflowDatabaseUrl: string }} facts
 * @param {import("./system.mjs").Keeper} keeper @returns {DemoFile}
 */
export function keepDemoFile(system, facts, { supervisor }) {
  const file = join(system.folder, "demo.json");
  const fleetState = join(system.folder, "fleet.json");
  rmSync(fleetState, { force: true });
  let written = "";
  const write = async () => {
    const fleet = readFleet(fleetState);
    const state = JSON.stringify(fleet);
    if (state === written) return;
    const agents = await agentsOf(system.databaseUrl, fleet);
    const { url, registryUrl } = system;
    writePrivateJson(file, { pid: process.pid, url, registryUrl, ...facts, agents });
    // One that has not registered yet is looked for again.
    if (agents.length === fleet.length) written = state;
  };
  let last = Promise.resolve();
  const timer = setInterval(() => {
    last = last.then(write).catch((error) => say(`demo.json could not be written: ${error.message}`));
  }, LOOK_MS);
  const stop = async () => {
    clearInterval(timer);
    await last;
    rmSync(file, { force: true });
  };
  supervisor.add({ stop });
  return { fleetState, write };
}

/** The file also tells how far the history is: only who runs where is of interest. @param {string} file @returns {FleetAgent[]} */
function readFleet(file) {
  if (!existsSync(file)) return [];
  /** @type {{ agents: FleetAgent[] }} */
  const { agents } = JSON.parse(readFileSync(file, "utf8"));
  return agents.map(({ agentId, pid, port }) => ({ agentId, pid, port }));
}

/** Each process with Muster's own id of its agent; one that has not registered yet is left out. @param {string} databaseUrl @param {FleetAgent[]} fleet */
async function agentsOf(databaseUrl, fleet) {
  const ids = await onDatabase(databaseUrl, async (client) => {
    const sql = "SELECT id, external_id FROM agent WHERE external_id = ANY($1) AND retired_at IS NULL";
    const { rows } = await client.query(sql, [fleet.map((agent) => agent.agentId)]);
    return new Map(rows.map((row) => [row.external_id, row.id]));
  });
  return fleet.flatMap(({ agentId, pid, port }) => {
    const id = ids.get(agentId);
    return id === undefined ? [] : [{ id, agentId, pid, port }];
  });
}

import { join } from "node:path";
import { passwordFor } from "./data-folder.mjs";
import { ensureDatabase } from "./embedded-database.mjs";
import { Fault } from "./fault.mjs";
import { mlflowPython } from "./mlflow-environment.mjs";
import { startMlflow, stopLeftoverMlflow } from "./mlflow-server.mjs";
import { steadyPort } from "./ports.mjs";
import { say, step } from "./progress.mjs";

/**
 * @typedef {object} DemoMlflow
 * @property {string | null} url null when there is none
 * @property {Record<string, string>} settings what the roles are told of it
 * @property {Promise<unknown>} ready rejects when the server does not come up
 */

/**
 * The MLflow of MLFLOW_TRACKING_URI, else a server of our own on the embedded Postgres, which comes up while the rest
 * starts; where there is no Python for it, none, and one line that says why.
 * @param {{ folder: string }} ground @param {import("./embedded-database.mjs").Cluster} cluster
 * @param {import("./system.mjs").Keeper} keeper @returns {Promise<DemoMlflow>}
 */
export async function demoMlflow({ folder }, cluster, { supervisor }) {
  const given = process.env.MLFLOW_TRACKING_URI;
  if (given) return { url: given, settings: {}, ready: Promise.resolve() };
  const home = join(folder, "mlflow");
  await stopLeftoverMlflow(home);
  const python = await pythonOrNone();
  if (python === null) return { url: null, settings: {}, ready: Promise.resolve() };
  const owner = { name: "mlflow", password: await passwordFor(folder, "mlflow") };
  const databaseUrl = await ensureDatabase(cluster, { name: "mlflow", owner });
  const port = await steadyPort(join(home, "mlflow.port"));
  const server = startMlflow({ python, folder: home, databaseUrl, port, signal: supervisor.signal });
  // One that fails while it starts has ended itself; whoever awaits `ready` says why.
  supervisor.add({ name: "mlflow", stop: () => server.then(({ stop }) => stop()).catch(() => {}) });
  const url = `http://127.0.0.1:${port}`;
  return { url, settings: { MLFLOW_TRACKING_URI: url }, ready: server };
}

async function pythonOrNone() {
  try {
    return await step("Preparing MLflow", () => mlflowPython({ say }));
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    say(`MLflow is not configured: ${error.message}`);
    return null;
  }
}

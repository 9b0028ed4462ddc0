import { join } from "node:path";
import { passwordFor } from "./data-folder.mjs";
import { ensureDatabase } from "./embedded-database.mjs";
import { Fault } from "./fault.mjs";
import { mlflowPython } from "./mlflow-environment.mjs";
import { startMlflow, stopLeftoverMlflow } from "./mlflow-server.mjs";
import { steadyPort } from "./ports.mjs";
import { say, step } from "./progress.mjs";

/** @typedef {{ url: string | null, settings: Record<string, string> }} DemoMlflow */

/**
 * The MLflow of MLFLOW_TRACKING_URI, else a server of our own on the embedded Postgres; where there is no Python for
 * it, none, and one line that says why.
 * @param {{ folder: string }} ground @param {import("./embedded-database.mjs").Cluster} cluster
 * @param {import("./system.mjs").Keeper} keeper @returns {Promise<DemoMlflow>}
 */
export async function demoMlflow({ folder }, cluster, keeper) {
  const given = process.env.MLFLOW_TRACKING_URI;
  if (given) return { url: given, settings: {} };
  const home = join(folder, "mlflow");
  await stopLeftoverMlflow(home);
  try {
    const url = await startOwn(home, passwordFor(folder, "mlflow"), cluster, keeper);
    return { url, settings: { MLFLOW_TRACKING_URI: url } };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    say(`MLflow is not configured: ${error.message}`);
    return { url: null, settings: {} };
  }
}

/** @param {string} home @param {string} password @param {import("./embedded-database.mjs").Cluster} cluster @param {import("./system.mjs").Keeper} keeper */
async function startOwn(home, password, cluster, { supervisor }) {
  const { signal } = supervisor;
  const python = await step("Preparing MLflow", () => mlflowPython({ say }));
  const databaseUrl = await ensureDatabase(cluster, { name: "mlflow", owner: { name: "mlflow", password } });
  const port = await steadyPort(join(home, "mlflow.port"));
  const server = await step("Starting MLflow", () => startMlflow({ python, folder: home, databaseUrl, port, signal }));
  supervisor.add({ name: "mlflow", stop: server.stop });
  return server.url;
}

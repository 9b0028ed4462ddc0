import { existsSync } from "node:fs";
import { join } from "node:path";
import { keptSecret, passwordFor, withSecretFile } from "./data-folder.mjs";
import { keepDemoFile } from "./demo-file.mjs";
import { firstSyncIsThrough, someAgentIsHealthy, startFleet } from "./demo-fleet.mjs";
import { demoMlflow } from "./demo-mlflow.mjs";
import { ensureDatabase, ensureReader, onDatabase } from "./embedded-database.mjs";
import { Fault } from "./fault.mjs";
import { say, step } from "./progress.mjs";
import { muster, ownDatabase, prepareGround, startCluster, startRoles } from "./system.mjs";
import { createUser } from "./up.mjs";
import { until } from "./wait.mjs";

/** Loopback is where the whole demo lives: its agents, its MLflow, its workflow database. */
const DEMO_SETTINGS = {
  MUSTER_FLEET_NETWORKS: "127.0.0.1/32",
  MUSTER_OPERATOR_NETWORKS: "127.0.0.1/32",
  MUSTER_REGISTRY_STRANGERS: "pending",
};
const ENVIRONMENT = "demo";
const ROLES = /** @type {const} */ (["admin", "operator", "viewer"]);

/** @typedef {Awaited<ReturnType<typeof startRoles>>} System */

/** Muster with a fleet of real agents, a real MLflow and a real workflow database. @param {import("./system.mjs").Keeper} keeper */
export async function demo(keeper) {
  if (process.env.DATABASE_URL)
    throw new Fault('The demo brings its own Postgres: unset DATABASE_URL, or use "npm run up" for your database.');
  const ground = await prepareGround();
  const cluster = await startCluster(ground, keeper);
  const workflows = await workflowDatabase(ground.folder, cluster);
  const mlflow = await demoMlflow(ground, cluster, keeper);
  const databaseUrl = await ownDatabase(cluster);
  const extra = { ...DEMO_SETTINGS, ...mlflow.settings };
  const system = await startRoles(ground, { databaseUrl, extra }, keeper);
  if (mlflow.url) await step("Waiting for MLflow", () => mlflow.ready);
  const users = await step("Making users", () => makeUsers(system));
  const file = keepDemoFile(system, { users, mlflowUrl: mlflow.url, workflowDatabaseUrl: workflows.ownerUrl }, keeper);
  await startDemoFleet(system, { workflows, mlflow, file }, keeper);
  // After the fleet's history is written: a source that is there before would tell each of its days as restated.
  await step("Adding the sources", () => addSources(system, { workflows, mlflow }));
  await untilLive(databaseUrl, keeper.supervisor.signal);
  await file.write();
  printDone(system, users, mlflow.url);
}

/** The runtime's database with an owner of its own, and a role for Muster that only reads. @param {string} folder @param {import("./embedded-database.mjs").Cluster} cluster */
async function workflowDatabase(folder, cluster) {
  const owner = { name: "workflows", password: await passwordFor(folder, "workflows") };
  const reader = { name: "muster_reader", password: await passwordFor(folder, "muster_reader") };
  const ownerUrl = await ensureDatabase(cluster, { name: "workflows", owner });
  const readerUrl = await ensureReader(cluster, "workflows", reader, owner.name);
  return { ownerUrl, readerUrl };
}

/** Made once a data folder. @param {System} system */
async function makeUsers(system) {
  const users = await Promise.all(
    ROLES.map(async (role) => ({
      role,
      email: `${role}@muster.example`,
      password: await passwordFor(system.folder, role),
    })),
  );
  const emails = await onDatabase(system.databaseUrl, async (client) => {
    return (await client.query("SELECT lower(email) AS email FROM app_user")).rows.map((row) => row.email);
  });
  for (const user of users) if (!emails.includes(user.email)) await createUser(system, user);
  return Object.fromEntries(users.map(({ role, email, password }) => [role, { email, password }]));
}

/** Sources at their present addresses. @param {System} system @param {{ workflows: { readerUrl: string }, mlflow: { url: string | null } }} parts */
async function addSources(system, { workflows, mlflow }) {
  await setSource(system, { kind: "postgres", name: "Workflow database", url: workflows.readerUrl });
  if (mlflow.url) await setSource(system, { kind: "mlflow", name: "MLflow", url: mlflow.url });
}

/** Makes a source or gives it its present address. @param {System} system @param {{ kind: string, name: string, url: string }} source */
function setSource(system, { kind, name, url }) {
  const words = ["source", "set", "--kind", kind, "--name", name, "--environment", ENVIRONMENT];
  return withSecretFile(system.folder, url, (file) => muster(system, [...words, "--url-file", file]));
}

/** @param {System} system @param {{ workflows: { ownerUrl: string }, mlflow: { url: string | null }, file: import("./demo-file.mjs").DemoFile }} parts @param {import("./system.mjs").Keeper} keeper */
async function startDemoFleet(system, { workflows, mlflow, file }, keeper) {
  if (!existsSync(join(system.copy, "dist/fleet.mjs")))
    throw new Fault("This build has no fleet: fleet/main.ts is missing.");
  const words = ["token", "create", "--role", "agent", "--environment", ENVIRONMENT, "--name", "demo fleet"];
  const token = await keptSecret(system.folder, "fleet token", () => muster(system, words));
  const fleet = { token, workflowDatabaseUrl: workflows.ownerUrl, mlflowUrl: mlflow.url ?? "" };
  await step("Starting the fleet and its two weeks of history", () => startFleet(system, fleet, file, keeper));
}

/** @param {string} databaseUrl @param {AbortSignal} signal */
async function untilLive(databaseUrl, signal) {
  const limits = { seconds: 300, signal, everyMs: 500 };
  await step("Reading the sources", () =>
    until("A source has not been read through", () => firstSyncIsThrough(databaseUrl), limits),
  );
  await step("Waiting for a healthy agent", () =>
    until("No agent is healthy", () => someAgentIsHealthy(databaseUrl), limits),
  );
}

/** @param {System} system @param {Record<string, { email: string, password: string }>} users @param {string | null} mlflowUrl */
function printDone(system, users, mlflowUrl) {
  say("ready");
  const signIns = Object.entries(users).map(
    ([role, { email, password }]) => `  ${role.padEnd(9)} ${email.padEnd(26)} ${password}`,
  );
  console.log(`
Muster runs:      ${system.url}
Agents register:  ${system.registryUrl}
MLflow:           ${mlflowUrl ?? "not configured"}
Sign in as:
${signIns.join("\n")}
All of it as JSON: ${join(system.folder, "demo.json")}
Stop it:          Ctrl-C
`);
}

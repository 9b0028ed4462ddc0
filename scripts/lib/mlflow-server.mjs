import { spawn } from "node:child_process";
import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Fault } from "./fault.mjs";
import { endLeftover, kill } from "./processes.mjs";

const START_MS = 120_000;
const GRACE_MS = 8_000;
/** Without these it starts ten processes, phones home, and fetches a price list before the first priced span. */
const QUIET = {
  MLFLOW_SERVER_ENABLE_JOB_EXECUTION: "false",
  MLFLOW_DISABLE_TELEMETRY: "true",
  MLFLOW_MODEL_CATALOG_URI: "",
  DO_NOT_TRACK: "true",
};

/**
 * Starts MLflow on a Postgres database with a local artifact root and waits until its store answers.
 * @param {{ python: string, folder: string, databaseUrl: string, port: number, signal?: AbortSignal }} options
 *   folder: artifacts, log and pid file lie there
 * @returns {Promise<{ url: string, pid: number, stop: () => Promise<void> }>}
 */
export async function startMlflow({ python, folder, databaseUrl, port, signal }) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const url = `http://127.0.0.1:${port}`;
  const log = join(folder, "mlflow.log");
  const child = spawnServer({ python, folder, databaseUrl, port, log });
  const pid = child.pid ?? 0;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  writeFileSync(join(folder, "mlflow.pid"), String(pid));
  const stop = async () => {
    const hard = setTimeout(() => kill(pid, "SIGKILL", true), GRACE_MS);
    kill(pid, "SIGTERM", true);
    await ended;
    clearTimeout(hard);
    kill(pid, "SIGKILL", true); // its server process, should it have outlived the starter
    rmSync(join(folder, "mlflow.pid"), { force: true });
  };
  try {
    await untilStoreAnswers(url, () => child.exitCode === null && child.signalCode === null, signal);
  } catch (error) {
    await stop();
    throw error instanceof Fault ? new Fault(`${error.message} Its log: ${log}`) : error;
  }
  return { url, pid, stop };
}

/** In a process group of its own, which ends as one. @param {{ python: string, folder: string, databaseUrl: string, port: number, log: string }} options */
function spawnServer({ python, folder, databaseUrl, port, log }) {
  const args = ["-m", "mlflow", "server", "--host", "127.0.0.1", "--port", String(port), "--workers", "1"];
  const artifacts = ["--artifacts-destination", join(folder, "artifacts")];
  const quiet = ["--uvicorn-opts", "--log-level warning --no-access-log"];
  const child = spawn(python, [...args, ...artifacts, ...quiet], {
    cwd: folder,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      NODE_ENV: "production",
      TZ: "UTC",
      ...QUIET,
      // Not as an argument: the password would be in the list of processes.
      MLFLOW_BACKEND_STORE_URI: databaseUrl.replace(/^postgres(ql)?:/, "postgresql+psycopg2:"),
    },
  });
  const file = createWriteStream(log, { flags: "a", mode: 0o600 });
  child.stdout.pipe(file, { end: false });
  child.stderr.pipe(file, { end: false });
  child.once("close", () => file.end());
  return child;
}

/** `/health` answers without a store too: a search proves that the store is there. @param {string} url @param {() => boolean} runs @param {AbortSignal} [signal] */
async function untilStoreAnswers(url, runs, signal) {
  for (const until = Date.now() + START_MS; Date.now() < until; await delay(150, undefined, { signal })) {
    if (!runs()) throw new Fault("MLflow ended before it answered.");
    if (await storeAnswers(url)) return;
  }
  throw new Fault(`MLflow does not answer after ${START_MS / 1000} s.`);
}

/** @param {string} url */
async function storeAnswers(url) {
  try {
    const answer = await fetch(`${url}/api/2.0/mlflow/experiments/search`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"max_results":1}',
    });
    return answer.ok;
  } catch {
    return false; // not listening yet
  }
}

/** Ends the server of a start that was killed. @param {string} folder */
export async function stopLeftoverMlflow(folder) {
  const file = join(folder, "mlflow.pid");
  if (!existsSync(file)) return;
  await endLeftover(Number(readFileSync(file, "utf8")), { mark: folder, group: true });
  rmSync(file, { force: true });
}

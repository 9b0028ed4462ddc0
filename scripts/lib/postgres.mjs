import { execFile, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Fault } from "./fault.mjs";
import { binaries, makeClusterFolder } from "./postgres-files.mjs";
import { endLeftover } from "./processes.mjs";
import { unprivilegedIds } from "./unprivileged.mjs";

export { newPassword } from "./passwords.mjs";
export { freePort } from "./ports.mjs";

/**
 * @typedef {object} Running
 * @property {number} pid
 * @property {Promise<{ code: number | null, signal: NodeJS.Signals | null }>} exited
 * @property {() => Promise<void>} stop ends it by a fast shutdown and waits until it has gone
 */

/**
 * Makes a cluster, unless the folder holds one. Text is compared and folded by ICU: under the C locale `lower('É')`
 * stays `É`, and a cluster's locale cannot be changed later.
 * @param {{ dataDir: string, password: string, user?: string }} options
 * @returns {Promise<boolean>} whether it was made now
 */
export async function initCluster({ dataDir, password, user = "muster" }) {
  if (existsSync(join(dataDir, "PG_VERSION"))) return false;
  const { initdb } = binaries();
  makeClusterFolder(dataDir);
  const ids = unprivilegedIds();
  const secretFolder = mkdtempSync(join(tmpdir(), "muster-initdb-"));
  const passwordFile = join(secretFolder, "password");
  try {
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    if (ids.uid !== undefined && ids.gid !== undefined)
      for (const path of [secretFolder, passwordFile]) chownSync(path, ids.uid, ids.gid);
    const libc = process.platform === "darwin" ? "en_US.UTF-8" : "C.UTF-8";
    const locale = ["--encoding=UTF8", `--locale=${libc}`, "--locale-provider=icu", "--icu-locale=und"];
    const rights = ["--auth=scram-sha-256", `--pwfile=${passwordFile}`];
    await promisify(execFile)(initdb, ["-D", realpathSync(dataDir), "-U", user, ...rights, ...locale, "--no-sync"], {
      ...ids,
      cwd: "/",
      env: { NODE_ENV: "production", PATH: process.env.PATH, TZ: "UTC" },
    });
  } finally {
    rmSync(secretFolder, { recursive: true, force: true });
  }
  return true;
}

/**
 * Starts the server and resolves once it takes connections. It is out of the terminal's process group, so that Ctrl-C
 * reaches the roles first and the database last.
 * @param {{ dataDir: string, port: number, settings?: Record<string, string>, onLog?: (text: string) => void }} options
 * @returns {Promise<Running>}
 */
export async function startPostgres({ dataDir, port, settings = {}, onLog = () => {} }) {
  const all = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    timezone: "UTC",
    log_timezone: "UTC",
    max_connections: "200",
    dynamic_shared_memory_type: process.platform === "linux" ? "mmap" : "posix",
    ...settings,
  };
  const flags = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(binaries().postgres, ["-D", realpathSync(dataDir), "-p", String(port), ...flags], {
    ...unprivilegedIds(),
    cwd: "/",
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
    env: { NODE_ENV: "production", PATH: process.env.PATH, TZ: "UTC" },
  });
  /** @type {Running["exited"]} */
  const exited = new Promise((resolve) => child.once("exit", (code, signal) => resolve({ code, signal })));
  await readiness(child, exited, onLog);
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGINT");
    await exited;
  };
  return { pid: child.pid ?? 0, exited, stop };
}

/** @param {import("node:child_process").ChildProcess} child @param {Running["exited"]} exited @param {(text: string) => void} onLog */
function readiness(child, exited, onLog) {
  return new Promise((resolve, reject) => {
    let tail = "";
    child.stderr?.on("data", (chunk) => {
      tail = (tail + chunk).slice(-4000);
      onLog(String(chunk));
      if (tail.includes("ready to accept connections")) resolve(undefined);
    });
    child.once("error", reject);
    exited.then(({ code }) => reject(startFault(code, tail)));
  });
}

/** @param {number | null} code @param {string} log */
function startFault(code, log) {
  if (log.includes("No space left on device"))
    return new Fault("The disk is full: free some space (at least 3 GB) and start again.");
  return new Error(`postgres ended with ${code} before it took connections\n${log}`);
}

/**
 * Ends the server that a killed start left behind on this cluster.
 * @param {string} dataDir
 * @returns {Promise<boolean>} whether there was one
 */
export async function stopLeftoverPostgres(dataDir) {
  const file = join(dataDir, "postmaster.pid");
  if (!existsSync(file)) return false;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  return endLeftover(pid, { mark: realpathSync(dataDir), signal: "SIGINT" });
}

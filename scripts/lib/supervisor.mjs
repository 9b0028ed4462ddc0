import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { Fault } from "./fault.mjs";
import { inRoot } from "./paths.mjs";
import { say } from "./progress.mjs";

/** A role's own grace is 10 s: it ends itself before we have to. */
const GRACE_MS = 12_000;
const YOUNG_MS = 10_000;
const MOST_EARLY_DEATHS = 3;
const LONGEST_PAUSE_MS = 30_000;

/**
 * @typedef {object} Role
 * @property {string} name
 * @property {string[]} args of node
 * @property {NodeJS.ProcessEnv} env
 * @property {string} log file that its output goes to
 * @property {(line: string) => void} [onLine]
 */
/** @typedef {{ name?: string, stop: () => Promise<void> }} Part what has no name stops without a word */

/** Starts parts, starts roles again that die, and stops all in reverse order, once. */
export class Supervisor {
  #parts = /** @type {Part[]} */ ([]);
  #stopping = /** @type {Promise<void> | null} */ (null);
  #abort = new AbortController();
  #pauseMs;

  /** @param {{ pauseMs?: number }} [options] how long the first death is waited out; each further early one twice as long */
  constructor({ pauseMs = 1_000 } = {}) {
    this.#pauseMs = pauseMs;
  }

  /** Aborted when stopping begins: what is under way ends. */
  get signal() {
    return this.#abort.signal;
  }

  get holdsSomething() {
    return this.#parts.length > 0;
  }

  /** Takes charge of something that runs. @param {Part} part */
  add(part) {
    this.#parts.push(part);
  }

  /**
   * Starts a role of ours and keeps it running: one that dies comes back, later each time; one that dies young three
   * times in a row fails the whole.
   * @param {Role} role @param {(fault: Fault) => void} onFailure
   * @returns {{ pid: () => number }}
   */
  keep(role, onFailure) {
    let child = startRole(role);
    let earlyDeaths = 0;
    const watch = (/** @type {number} */ born) =>
      child.once("exit", async (code, signal) => {
        if (this.signal.aborted) return;
        earlyDeaths = Date.now() - born < YOUNG_MS ? earlyDeaths + 1 : 0;
        say(`${role.name} ended (${signal ?? code})`);
        if (earlyDeaths >= MOST_EARLY_DEATHS)
          return onFailure(
            new Fault(`${role.name} ended ${MOST_EARLY_DEATHS} times right after its start: see ${role.log}.`),
          );
        await delay(Math.min(this.#pauseMs * 2 ** earlyDeaths, LONGEST_PAUSE_MS));
        if (this.signal.aborted) return;
        child = startRole(role);
        say(`${role.name} started again`);
        watch(Date.now());
      });
    watch(Date.now());
    this.add({ name: role.name, stop: () => endChild(child) });
    return { pid: () => child.pid ?? 0 };
  }

  /** Says that the end has come, so that what is under way is given up. */
  abort() {
    this.#abort.abort();
  }

  /** Stops everything, last started first. A second call waits for the first. */
  stop() {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #stopAll() {
    this.abort();
    for (const { name, stop } of [...this.#parts].reverse()) {
      await stop();
      if (name) say(`${name} stopped`);
    }
  }
}

/** Out of the terminal's process group, so that Ctrl-C reaches the supervisor alone. @param {Role} role */
function startRole({ args, env, log, onLine }) {
  const guard = inRoot("scripts/lib/with-parent.mjs");
  const child = spawn(process.execPath, ["--import", guard, "--enable-source-maps", ...args], {
    env,
    cwd: "/",
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const file = createWriteStream(log, { flags: "a", mode: 0o600 });
  child.stdout?.pipe(file, { end: false });
  child.stderr?.pipe(file, { end: false });
  if (onLine) child.stdout?.setEncoding("utf8").on("data", (text) => String(text).split("\n").forEach(onLine));
  child.once("close", () => file.end());
  return child;
}

/** @param {import("node:child_process").ChildProcess} child */
async function endChild(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const kill = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
  child.kill("SIGTERM");
  await ended;
  clearTimeout(kill);
}

import { setTimeout as delay } from "node:timers/promises";
import { dependenciesAreInstalled, installDependencies } from "./dependencies.mjs";
import { wordsOf } from "./fault.mjs";
import { watchParent } from "./parent-watch.mjs";
import { say, step } from "./progress.mjs";
import { endPrograms } from "./run.mjs";
import { Supervisor } from "./supervisor.mjs";

const HALF_STARTED_MS = 15_000;

/**
 * Runs a starter until it is told to end, then stops everything it started. What needs packages is loaded after they
 * are installed.
 * @param {() => Promise<(keeper: import("./system.mjs").Keeper) => Promise<void>>} load
 */
export async function launch(load) {
  process.env.TZ = "UTC";
  const supervisor = new Supervisor();
  /** @type {Promise<void>} */
  let starting = Promise.resolve();
  const end = async (/** @type {number} */ code) => {
    process.exitCode ??= code;
    if (supervisor.holdsSomething && !supervisor.signal.aborted) say("stopping …");
    supervisor.abort();
    endPrograms();
    // What is half started must have come under the supervisor before it stops all.
    await Promise.race([starting, delay(HALF_STARTED_MS)]);
    await supervisor.stop();
    process.exit();
  };
  const fail = (/** @type {unknown} */ error) => {
    if (!supervisor.signal.aborted) console.error(`\n${wordsOf(error)}`);
    void end(1);
  };
  onEnd((code) => void end(code));
  starting = start(load, { supervisor, fail }).catch(fail);
  await starting;
}

/** @param {Parameters<typeof launch>[0]} load @param {import("./system.mjs").Keeper} keeper */
async function start(load, keeper) {
  if (!dependenciesAreInstalled()) await step("Installing packages", () => installDependencies());
  await (await load())(keeper);
}

/** @param {(code: number) => void} end */
function onEnd(end) {
  const codes = /** @type {[NodeJS.Signals, number][]} */ (Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }));
  for (const [signal, code] of codes) process.on(signal, () => end(code));
  // With the terminal gone a write to it fails: that must not end us before the children have ended.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  watchParent(() => end(0));
}

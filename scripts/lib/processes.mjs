import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { isErrno } from "./fault.mjs";

/** @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return isErrno(error, "EPERM");
  }
}

/** A zombie answers signals but holds nothing: it only waits for its parent. @param {number} pid */
function isZombie(pid) {
  try {
    return /^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false; // no /proc on this system, or gone meanwhile
  }
}

/** The command line of a process, "" when it has none or is gone. @param {number} pid */
export function commandLine(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
  } catch {
    // no /proc: macOS
  }
  try {
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return ""; // ps fails for a process that is gone
  }
}

/**
 * Ends a process left over by a start that was killed, once its command line proves that it is the one meant: after a
 * reboot another process may carry its number.
 * @param {number} pid @param {{ mark: string, signal?: NodeJS.Signals, group?: boolean, graceMs?: number }} how
 * @returns {Promise<boolean>} whether there was one
 */
export async function endLeftover(pid, { mark, signal = "SIGTERM", group = false, graceMs = 10_000 }) {
  if (!Number.isInteger(pid) || pid < 2 || !isAlive(pid) || !commandLine(pid).includes(mark)) return false;
  kill(pid, signal, group);
  if (await gone(pid, graceMs)) return true;
  kill(pid, "SIGKILL", group);
  if (await gone(pid, 5_000)) return true;
  throw new Error(`process ${pid} of an earlier start does not end`);
}

/** @param {number} pid @param {NodeJS.Signals} signal @param {boolean} group */
export function kill(pid, signal, group = false) {
  try {
    process.kill(group ? -pid : pid, signal);
  } catch (error) {
    if (!isErrno(error, "ESRCH")) throw error;
  }
}

/** @param {number} pid @param {number} ms */
async function gone(pid, ms) {
  for (const until = Date.now() + ms; Date.now() < until; await delay(25)) if (!isAlive(pid)) return true;
  return !isAlive(pid);
}

import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isErrno } from "./fault.mjs";
import { isAlive } from "./processes.mjs";

/**
 * Runs `work` while no other process of this machine holds the lock; a holder that was killed is stepped over.
 * @template T @param {string} file @param {() => Promise<T>} work @returns {Promise<T>}
 */
export async function withFileLock(file, work) {
  mkdirSync(dirname(file), { recursive: true });
  while (!tryTake(file)) await delay(200);
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** @param {string} file */
function tryTake(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (!isErrno(error, "EEXIST")) throw error;
  }
  if (!holderIsAlive(file)) rmSync(file, { force: true });
  return false;
}

/** @param {string} file */
function holderIsAlive(file) {
  try {
    const pid = Number(readFileSync(file, "utf8"));
    return pid === 0 || isAlive(pid); // 0: taken this moment, its number not yet written
  } catch (error) {
    if (isErrno(error, "ENOENT")) return false;
    throw error;
  }
}

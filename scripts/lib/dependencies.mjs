import { existsSync, readFileSync } from "node:fs";
import { Fault } from "./fault.mjs";
import { inRoot } from "./paths.mjs";
import { run } from "./run.mjs";

/** @typedef {{ packages: Record<string, { version?: string, optional?: boolean, devOptional?: boolean }> }} Lock */

/** Whether node_modules holds what the lock file says, by npm's own record. */
export function dependenciesAreInstalled() {
  const record = inRoot("node_modules/.package-lock.json");
  if (!existsSync(record)) return false;
  return lockIsMet(readLock(inRoot("package-lock.json")), readLock(record));
}

/** Optional packages are those of other platforms. @param {Lock} lock @param {Lock} installed */
export function lockIsMet(lock, installed) {
  return Object.entries(lock.packages).every(
    ([path, { version, optional, devOptional }]) =>
      path === "" || optional || devOptional || installed.packages[path]?.version === version,
  );
}

/** Installs exactly what the lock file says. */
export async function installDependencies() {
  const npm = process.env.npm_execpath;
  const [command, first] = npm ? [process.execPath, [npm]] : ["npm", []];
  const args = [...first, "ci", "--no-audit", "--no-fund", "--loglevel=error"];
  const { code, output } = await run(command, args);
  if (code === 127) throw new Fault("npm is missing: install it together with Node.");
  if (code !== 0) throw new Fault(`The packages could not be installed (npm ci ended with ${code}):\n${output.trim()}`);
}

/** @param {string} file @returns {Lock} */
const readLock = (file) => JSON.parse(readFileSync(file, "utf8"));

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const SKIPPED_FOLDERS = new Set(["node_modules", "generated", ".next", "dist", ".git", ".muster"]);

/**
 * SHA-256 over the names and bytes of files and folders, and over the platform that builds from them. What is missing
 * counts as empty; generated code and tests are left out.
 * @param {string} root @param {string[]} paths relative to root
 */
export function hashInputs(root, paths) {
  const hash = createHash("sha256").update(`${process.version} ${process.platform} ${process.arch}`);
  for (const path of paths)
    for (const file of filesUnder(root, path)) hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest("hex").slice(0, 24);
}

/** @param {string} root @param {string} path @returns {string[]} relative file paths in a stable order */
function filesUnder(root, path) {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (!found) return [];
  if (!found.isDirectory()) return [path];
  return readdirSync(join(root, path))
    .sort()
    .filter((name) => !SKIPPED_FOLDERS.has(name) && !/\.test\.tsx?$|\.generated\.ts$/.test(name))
    .flatMap((name) => filesUnder(root, `${path}/${name}`));
}

/** What a stamp file says, "" when there is none. @param {string} file */
export function readStamp(file) {
  return statSync(file, { throwIfNoEntry: false }) ? readFileSync(file, "utf8").trim() : "";
}

/** Written beside and renamed, so that a stamp is either the old or the new one. @param {string} file @param {string} value */
export function writeStamp(file, value) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, `${value}\n`);
  renameSync(`${file}.${process.pid}`, file);
}

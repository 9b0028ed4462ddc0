import { renameSync, writeFileSync } from "node:fs";

/** Writes a file that only its owner reads; a reader sees the old one or the new one, never half. @param {string} file @param {string} text */
export function writePrivate(file, text) {
  const half = `${file}.${process.pid}`;
  writeFileSync(half, text, { mode: 0o600 });
  renameSync(half, file);
}

/** @param {string} file @param {unknown} value */
export const writePrivateJson = (file, value) => writePrivate(file, `${JSON.stringify(value, null, 2)}\n`);

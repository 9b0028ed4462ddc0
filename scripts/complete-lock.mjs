import { readFileSync, writeFileSync } from "node:fs";
import { completeLock } from "./lib/complete-lock.mjs";
import { inRoot } from "./lib/paths.mjs";

// Run after each change of the lock file: a registry that does not serve other platforms' optional packages makes npm
// leave them out, and `npm ci` then refuses the lock.
const file = inRoot("package-lock.json");
const { lock, added } = completeLock(JSON.parse(readFileSync(file, "utf8")));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(added.length === 0 ? "nothing was missing" : `added ${added.join(", ")}`);

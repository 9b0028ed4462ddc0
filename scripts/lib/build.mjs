import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { bundle } from "./bundle.mjs";
import { withFileLock } from "./file-lock.mjs";
import { generate } from "./generate.mjs";
import { hashInputs, readStamp, writeStamp } from "./hash.mjs";
import { inRoot, root, tools } from "./paths.mjs";
import { mustRunNode } from "./run.mjs";

/** Entry files by the name of their bundle; those that do not exist are left out. */
const ENTRIES = {
  worker: "worker/main.ts",
  registry: "registry/main.ts",
  muster: "cli/main.ts",
  fleet: "fleet/main.ts",
  bench: "bench/main.ts",
  seed: "prisma/seed/main.ts",
};
const BUILDER = ["build", "bundle", "generate", "empty"].map((name) => `scripts/lib/${name}.mjs`);
const SHARED_INPUTS = ["package-lock.json", "server", "prisma", "tsconfig.json", ...BUILDER];
const BUNDLE_INPUTS = [...SHARED_INPUTS, "registry", "worker", "cli", "fleet", "bench", "tests"];
const WEB_CONFIG = ["next.config.js", "postcss.config.mjs", "proxy.ts", "instrumentation.ts"];
const WEB_INPUTS = [...SHARED_INPUTS, ...WEB_CONFIG, "app", "components", "public", "scripts/operations.mjs"];

/**
 * Builds what changed since the last time; only one build of a clone runs at a time.
 * @param {{ say?: (text: string) => void }} [options]
 * @returns {Promise<string>} the hash of all inputs, the name of this build
 */
export function build({ say = () => {} } = {}) {
  return withFileLock(inRoot("node_modules/.cache/muster/build.lock"), async () => {
    await generate();
    await buildBundles(say);
    await buildWeb(say);
    return buildHash();
  });
}

/** Only the bundles, for the command line and the fleet. @param {{ say?: (text: string) => void }} [options] */
export function buildCommands({ say = () => {} } = {}) {
  return withFileLock(inRoot("node_modules/.cache/muster/build.lock"), async () => {
    await generate();
    await buildBundles(say);
  });
}

const buildHash = () => hashInputs(root, [...new Set([...BUNDLE_INPUTS, ...WEB_INPUTS])]);

/** @param {(text: string) => void} say */
async function buildBundles(say) {
  const hash = hashInputs(root, BUNDLE_INPUTS);
  const stamp = inRoot("dist/.stamp");
  if (readStamp(stamp) === hash) return;
  const present = Object.entries(ENTRIES).filter(([, file]) => existsSync(inRoot(file)));
  if (present.length === 0) return;
  say(`bundling ${present.map(([name]) => name).join(", ")}`);
  rmSync(inRoot("dist"), { recursive: true, force: true });
  await bundle(Object.fromEntries(present.map(([name, file]) => [name, inRoot(file)])), inRoot("dist"));
  writeStamp(stamp, hash);
}

/** A failed `next build` removes its standalone folder, and the stamp inside with it. @param {(text: string) => void} say */
async function buildWeb(say) {
  const hash = hashInputs(root, WEB_INPUTS);
  const standalone = inRoot(".next/standalone");
  if (readStamp(join(standalone, ".stamp")) === hash) return;
  say("building the pages");
  await mustRunNode([tools.next, "build"]);
  cpSync(inRoot(".next/static"), join(standalone, ".next/static"), { recursive: true });
  if (existsSync(inRoot("public"))) cpSync(inRoot("public"), join(standalone, "public"), { recursive: true });
  writeStamp(join(standalone, ".stamp"), hash);
}

/**
 * Copies the finished build to where roles run from, so that a later build beside them changes nothing under their feet.
 * Older copies are removed.
 * @param {string} home the folder of copies @param {string} hash as `build` returned it
 * @returns {string} the copy: `web/server.js` and `dist/<role>.mjs`
 */
export function installBuild(home, hash) {
  const target = join(home, hash);
  mkdirSync(home, { recursive: true });
  for (const name of readdirSync(home)) if (name !== hash) rmSync(join(home, name), { recursive: true, force: true });
  if (existsSync(target)) return target;
  const half = `${target}.half`;
  cpSync(inRoot(".next/standalone"), join(half, "web"), { recursive: true, verbatimSymlinks: true });
  cpSync(inRoot("dist"), join(half, "dist"), { recursive: true });
  symlinkSync(inRoot("node_modules"), join(half, "node_modules"), "junction");
  renameSync(half, target);
  return target;
}

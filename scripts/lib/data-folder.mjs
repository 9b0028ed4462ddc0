import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { Fault, isErrno } from "./fault.mjs";
import { newPassword } from "./passwords.mjs";
import { root } from "./paths.mjs";
import { writePrivate, writePrivateJson } from "./private-file.mjs";
import { commandLine, isAlive } from "./processes.mjs";

/** Rises when the folder's form changes in a way that older code cannot read. */
export const DATA_VERSION = 1;
const MARKER = "muster-data.json";
const NEEDED_BYTES = 1 << 30;

/**
 * @typedef {object} Secrets
 * @property {string} database password of the embedded cluster's owner
 * @property {string} session signs the session cookie
 * @property {string} key encrypts stored credentials
 * @property {Record<string, string>} other passwords made on demand, by name
 */

/** The folder that MUSTER_DATA_DIR names, `.muster/` of the clone without it. */
export const dataFolder = () => resolve(root, process.env.MUSTER_DATA_DIR || ".muster");

/**
 * Makes the folder or checks that it is ours, and takes it for this process.
 * Its top is 0711: the account that runs Postgres walks through it, and cannot list it.
 * @param {string} folder
 */
export function openDataFolder(folder) {
  if (!existsSync(folder)) makeFolder(folder);
  if (!statSync(folder).isDirectory()) throw new Fault(`${folder} is not a folder: set MUSTER_DATA_DIR to another.`);
  requireOurs(folder);
  requireFree(folder);
  requireSpace(folder);
  chmodSync(folder, 0o711);
  for (const [name, mode] of Object.entries({
    secrets: 0o700,
    backups: 0o700,
    build: 0o711,
    mlflow: 0o700,
    logs: 0o700,
  }))
    mkdirSync(join(folder, name), { recursive: true, mode });
  writePrivateJson(join(folder, "supervisor.json"), { pid: process.pid });
}

/** @param {string} folder */
function makeFolder(folder) {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o711 });
  } catch (error) {
    if (isErrno(error, "EACCES") || isErrno(error, "EROFS"))
      throw new Fault(`${folder} cannot be made: set MUSTER_DATA_DIR to a folder that this user may write to.`);
    throw error;
  }
}

/** @param {string} folder */
function requireOurs(folder) {
  const marker = join(folder, MARKER);
  if (!existsSync(marker)) {
    if (readdirSync(folder).length > 0)
      throw new Fault(`${folder} holds files that are not Muster's: set MUSTER_DATA_DIR to an empty or new folder.`);
    writePrivateJson(marker, { version: DATA_VERSION });
    return;
  }
  const { version } = JSON.parse(readFileSync(marker, "utf8"));
  if (version > DATA_VERSION)
    throw new Fault(
      `${folder} was made by a newer Muster (${version} > ${DATA_VERSION}): update this clone, or set MUSTER_DATA_DIR.`,
    );
}

/** @param {string} folder */
function requireFree(folder) {
  const file = join(folder, "supervisor.json");
  if (!existsSync(file)) return;
  const { pid } = JSON.parse(readFileSync(file, "utf8"));
  if (pid !== process.pid && isAlive(pid) && /(demo|up)\.mjs/.test(commandLine(pid)))
    throw new Fault(
      `Muster already runs on ${folder} (process ${pid}): stop it first, or set MUSTER_DATA_DIR to another folder.`,
    );
}

/** @param {string} folder */
function requireSpace(folder) {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free < NEEDED_BYTES)
    throw new Fault(
      `The disk is full: ${folder} has ${Math.round(free / 2 ** 20)} MB left, Muster needs at least 1024 MB. Free some, or set MUSTER_DATA_DIR.`,
    );
}

/** The folder's own secrets, random, made at the first start. @param {string} folder @returns {Secrets} */
export function openSecrets(folder) {
  const file = join(folder, "secrets/secrets.json");
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  const secrets = {
    database: newPassword(),
    session: randomBytes(32).toString("base64url"),
    key: randomBytes(32).toString("hex"),
    other: {},
  };
  writePrivateJson(file, secrets);
  return secrets;
}

/** A password of this folder, made when it is first asked for. @param {string} folder @param {string} name */
export const passwordFor = (folder, name) => keptSecret(folder, name, async () => newPassword());

/** A secret of this folder, got once and kept. @param {string} folder @param {string} name @param {() => Promise<string>} get */
export async function keptSecret(folder, name, get) {
  const known = openSecrets(folder).other[name];
  if (known !== undefined) return known;
  const value = await get();
  const secrets = openSecrets(folder);
  secrets.other[name] = value;
  writePrivateJson(join(folder, "secrets/secrets.json"), secrets);
  return value;
}

/**
 * Hands a secret to a program by a file that is gone afterwards: arguments are open to every process of the machine.
 * @template T @param {string} folder @param {string} secret @param {(file: string) => Promise<T>} work @returns {Promise<T>}
 */
export async function withSecretFile(folder, secret, work) {
  const file = join(folder, `secrets/handed-${randomBytes(6).toString("hex")}`);
  writePrivate(file, secret);
  try {
    return await work(file);
  } finally {
    rmSync(file, { force: true });
  }
}

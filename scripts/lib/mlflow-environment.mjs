import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { aptInstall } from "./apt.mjs";
import { Fault } from "./fault.mjs";
import { withFileLock } from "./file-lock.mjs";
import { writeStamp } from "./hash.mjs";
import { inRoot } from "./paths.mjs";
import { run } from "./run.mjs";

export const MLFLOW_VERSION = "3.17.2";
const UV_VERSION = "0.13.9";
const PYTHONS = ["python3", "python3.13", "python3.12", "python3.11"];
const TOO_OLD = "import sys; sys.exit(0 if sys.version_info >= (3, 11) else 1)";

/** Where tools that do not belong to a clone are kept, by version. */
export const cacheFolder = () => join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "muster");

/**
 * The Python of a virtual environment that holds the pinned MLflow; made once a version, outside the clone.
 * Throws a Fault in one sentence where it cannot be made.
 * @param {{ say?: (text: string) => void }} [options]
 */
export async function mlflowPython({ say = () => {} } = {}) {
  const requirements = inRoot("deploy/mlflow-requirements.txt");
  const pins = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 8);
  const folder = join(cacheFolder(), `mlflow-${MLFLOW_VERSION}-${pins}`);
  const python = join(folder, "bin/python");
  const stamp = join(folder, ".complete");
  if (existsSync(stamp)) return python;
  mkdirSync(cacheFolder(), { recursive: true });
  return withFileLock(`${folder}.lock`, async () => {
    if (existsSync(stamp)) return python;
    rmSync(folder, { recursive: true, force: true });
    await makeEnvironment(await findPython(), folder, say);
    await installPins(python, requirements);
    writeStamp(stamp, MLFLOW_VERSION);
    return python;
  });
}

/** */
async function findPython() {
  for (const name of PYTHONS) {
    const { code } = await run(name, ["-c", TOO_OLD], { cwd: "/" });
    if (code === 0) return name;
  }
  throw new Fault("Python 3.11 or newer is missing, so there is no MLflow: install python3 and python3-venv.");
}

/** Debian's own python3 lacks ensurepip until python3-venv is there. @param {string} python @param {string} folder @param {(text: string) => void} say */
async function makeEnvironment(python, folder, say) {
  const make = () => run(python, ["-m", "venv", folder], { cwd: "/" });
  if ((await make()).code === 0) return;
  say("installing python3-venv");
  if ((await aptInstall("python3-venv")) && (await make()).code === 0) return;
  throw new Fault("A virtual environment cannot be made, so there is no MLflow: install python3-venv.");
}

/** With uv, which takes seconds; where it cannot be had, with pip. @param {string} python @param {string} requirements */
async function installPins(python, requirements) {
  const pip = (/** @type {string[]} */ ...args) =>
    run(python, ["-m", "pip", "--disable-pip-version-check", "--quiet", ...args], { cwd: "/" });
  const uv = (/** @type {string[]} */ ...args) =>
    run(join(python, "../uv"), ["pip", "install", "--quiet", "--compile-bytecode", "--python", python, ...args], {
      cwd: "/",
    });
  const hasUv = (await pip("install", `uv==${UV_VERSION}`)).code === 0;
  const install = async (/** @type {string[]} */ ...args) => {
    if (hasUv && (await uv(...args)).code === 0) return;
    const { code, output } = await pip("install", ...args);
    if (code !== 0) throw new Fault(`MLflow ${MLFLOW_VERSION} could not be installed from PyPI: ${lastLine(output)}`);
  };
  await install("-r", requirements);
  // The whole package holds the pages; what it depends on is pinned above, without the parts for training.
  await install("--no-deps", `mlflow==${MLFLOW_VERSION}`);
}

/** @param {string} output */
const lastLine = (output) => output.trim().split("\n").at(-1) ?? "";

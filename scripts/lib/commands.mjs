import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildCommands } from "./build.mjs";
import { dataFolder } from "./data-folder.mjs";
import { Fault } from "./fault.mjs";
import { inRoot } from "./paths.mjs";

/** How the command line finds a running system. @param {string} folder */
export const runtimeFile = (folder) => join(folder, "runtime.json");

/** Builds the commands where they changed, silent on stdout, and runs one. @param {"muster" | "bench" | "seed"} name @param {string[]} args */
export async function runBundled(name, args) {
  await buildCommands({ say: (text) => console.error(text) });
  const file = inRoot(`dist/${name}.mjs`);
  if (!existsSync(file)) throw new Fault(`This clone has no ${name}.`);
  const env = { ...process.env, ...runningSettings(dataFolder()), MUSTER_ROLE: "cli", TZ: "UTC" };
  const child = spawn(process.execPath, ["--enable-source-maps", file, ...args], { stdio: "inherit", env });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

/** The settings that the running system was started with; what is set in the environment outranks them. @param {string} folder @returns {Record<string, string>} */
function runningSettings(folder) {
  if (!existsSync(runtimeFile(folder))) return {};
  const { settings } = JSON.parse(readFileSync(runtimeFile(folder), "utf8"));
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !process.env[name]));
}

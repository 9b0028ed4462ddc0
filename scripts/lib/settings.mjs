import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bundle } from "./bundle.mjs";
import { Fault } from "./fault.mjs";
import { inRoot } from "./paths.mjs";

/** Checks all settings by the roles' own schema, and throws one Fault that lists every mistake. @param {NodeJS.ProcessEnv} environment */
export async function validateSettings(environment) {
  const { parseEnv } = await settingsSchema();
  try {
    parseEnv(environment);
  } catch (error) {
    throw new Fault(error instanceof Error ? error.message : String(error));
  }
}

/** The module server/platform/env/schema.ts. @returns {Promise<{ parseEnv: (source: NodeJS.ProcessEnv) => unknown, SETTINGS: Record<string, string> }>} */
export async function settingsSchema() {
  const folder = inRoot("node_modules/.cache/muster/settings");
  await bundle({ schema: inRoot("server/platform/env/schema.ts") }, folder);
  return import(pathToFileURL(join(folder, "schema.mjs")).href);
}

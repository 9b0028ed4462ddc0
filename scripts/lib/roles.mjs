import { join } from "node:path";

/**
 * @typedef {object} Place
 * @property {string} folder the data folder
 * @property {string} copy the build that runs
 * @property {string} databaseUrl
 * @property {string} [databaseDirectUrl]
 * @property {number} port
 * @property {number} registryPort
 * @property {string} host
 * @property {import("./data-folder.mjs").Secrets} secrets
 * @property {Record<string, string>} extra settings of the demo
 */

/** What every role of this system is started with. @param {Place} place @returns {Record<string, string>} */
export function roleSettings({ folder, databaseUrl, databaseDirectUrl, port, registryPort, host, secrets, extra }) {
  return {
    NODE_ENV: "production",
    TZ: "UTC",
    NEXT_TELEMETRY_DISABLED: "1",
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    MUSTER_DATA_DIR: folder,
    DATABASE_URL: databaseUrl,
    DATABASE_DIRECT_URL: databaseDirectUrl ?? databaseUrl,
    PORT: String(port),
    REGISTRY_PORT: String(registryPort),
    HOST: host,
    NEXTAUTH_URL: process.env.NEXTAUTH_URL || originOf(host, port),
    NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET || secrets.session,
    ...(process.env.MUSTER_SECRET_KEY_FILE ? {} : { MUSTER_SECRET_KEY: process.env.MUSTER_SECRET_KEY || secrets.key }),
    ...extra,
  };
}

/** The address that people open on this machine: an unspecified one is none that a browser can go to. @param {string} host @param {number} port */
export function originOf(host, port) {
  const open = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return `http://${open.includes(":") ? `[${open}]` : open}:${port}`;
}

/** The three roles as the supervisor starts them. @param {Place} place @returns {import("./supervisor.mjs").Role[]} */
export function roles(place) {
  const env = { ...process.env, ...roleSettings(place) };
  const log = (/** @type {string} */ name) => join(place.folder, `logs/${name}.log`);
  const bundled = (/** @type {string} */ name) => [join(place.copy, `dist/${name}.mjs`)];
  const web = {
    MUSTER_ROLE: "web",
    HOSTNAME: place.host,
    KEEP_ALIVE_TIMEOUT: "65000",
  };
  return [
    { name: "registry", args: bundled("registry"), env: { ...env, MUSTER_ROLE: "registry" }, log: log("registry") },
    { name: "worker", args: bundled("worker"), env: { ...env, MUSTER_ROLE: "worker" }, log: log("worker") },
    { name: "web", args: [join(place.copy, "web/server.js")], env: { ...env, ...web }, log: log("web") },
  ];
}

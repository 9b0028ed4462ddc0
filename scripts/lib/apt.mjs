import { existsSync } from "node:fs";
import { run } from "./run.mjs";

/** Installs a Debian package where we may. @param {string} name @returns {Promise<boolean>} whether it is there now */
export async function aptInstall(name) {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update", "-qq"], { env });
  return (await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name], { env })).code === 0;
}

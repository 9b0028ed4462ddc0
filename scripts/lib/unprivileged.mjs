import { execFileSync, spawnSync } from "node:child_process";
import { isErrno } from "./fault.mjs";

/** @typedef {{ uid?: number, gid?: number }} Ids */

/** Whom Postgres runs as: it refuses root, so root steps down to an account that owns nothing. @returns {Ids} */
export function unprivilegedIds() {
  if (process.getuid?.() !== 0) return {};
  for (const name of ["postgres", "nobody"]) {
    const uid = idOf("-u", name);
    const gid = idOf("-g", name);
    if (uid !== null && gid !== null) return { uid, gid };
  }
  return { uid: 65534, gid: 65534 };
}

/** @param {"-u" | "-g"} flag @param {string} name */
function idOf(flag, name) {
  try {
    return Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  } catch {
    return null; // no such account here
  }
}

/** Whether that account can walk into a folder: a clone under /root (0700) keeps it out. @param {string} folder @param {Ids} ids */
export function canEnter(folder, ids) {
  if (ids.uid === undefined) return true;
  const tried = spawnSync("test", ["-x", folder], { ...ids, cwd: "/" });
  if (tried.error && !isErrno(tried.error, "EACCES")) throw tried.error;
  return tried.status === 0;
}

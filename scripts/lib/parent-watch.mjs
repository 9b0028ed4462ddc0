import { execFileSync } from "node:child_process";
import { isAlive } from "./processes.mjs";

const EVERY_MS = 500;

/**
 * Calls `onGone` once when the process that started us has gone. npm passes no signal on, and between npm and us there
 * may be a shell that outlives it: so under npm the grandparent is watched too.
 * @param {() => void} onGone
 */
export function watchParent(onGone) {
  const parent = process.ppid;
  const grandparent = process.env.npm_lifecycle_event ? parentOf(parent) : 0;
  const timer = setInterval(() => {
    if (process.ppid === parent && (grandparent < 2 || isAlive(grandparent))) return;
    clearInterval(timer);
    onGone();
  }, EVERY_MS);
  timer.unref();
}

/** @param {number} pid */
function parentOf(pid) {
  if (pid < 2) return 0;
  try {
    return Number(execFileSync("ps", ["-o", "ppid=", "-p", String(pid)], { encoding: "utf8" }));
  } catch {
    return 0; // no ps here: the parent alone is watched
  }
}

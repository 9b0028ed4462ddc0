import { setTimeout as delay } from "node:timers/promises";
import { Fault } from "./fault.mjs";

/**
 * Looks until it is true.
 * @param {string} what the sentence's subject when it does not come true
 * @param {() => Promise<boolean>} look @param {{ seconds: number, signal: AbortSignal, everyMs?: number }} limits
 */
export async function until(what, look, { seconds, signal, everyMs = 150 }) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await delay(everyMs, undefined, { signal }))
    if (await look()) return;
  throw new Fault(`${what} after ${seconds} s.`);
}

/** Whether an address answers with success or sends elsewhere. @param {string} url */
export async function answers(url) {
  try {
    return (await fetch(url, { redirect: "manual" })).status < 400;
  } catch {
    return false; // not listening yet
  }
}

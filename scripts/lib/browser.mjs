import { existsSync } from "node:fs";
import { aptInstall } from "./apt.mjs";
import { Fault } from "./fault.mjs";
import { tools } from "./paths.mjs";
import { runNode } from "./run.mjs";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** A Chromium that is installed already; CHROME_PATH outranks the usual places. @returns {string | undefined} */
export function installedBrowser() {
  return [process.env.CHROME_PATH, ...PLACES].find((place) => place && existsSync(place));
}

/** Sees to it that there is a Chromium: an installed one, Debian's as root, else Playwright's own. */
export async function requireBrowser() {
  if (installedBrowser()) return;
  if (await aptInstall("chromium")) return;
  const { code, output } = await runNode([tools.playwright, "install", "chromium"]);
  if (code !== 0)
    throw new Fault(
      `There is no Chromium for the page tests: install one, or name it in CHROME_PATH.\n${output.trim()}`,
    );
}

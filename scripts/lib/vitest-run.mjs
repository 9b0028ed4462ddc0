import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tools } from "./paths.mjs";
import { runNode, toolEnv } from "./run.mjs";

/**
 * Runs projects of vitest.config.ts and adds their tests to the tally.
 * @param {import("./tally.mjs").Tally} tally @param {string[]} projects @param {Record<string, string | undefined>} [env]
 */
export async function runVitest(tally, projects, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), "muster-vitest-"));
  const report = join(folder, "report.json");
  try {
    const chosen = projects.flatMap((name) => ["--project", name]);
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const args = [tools.vitest, "run", "--passWithNoTests", ...chosen, ...reporters];
    const { code } = await runNode(args, { show: true, env: { ...toolEnv(), ...env } });
    countReport(tally, report, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {import("./tally.mjs").Tally} tally @param {string} report @param {number} code */
function countReport(tally, report, code) {
  const found = statSync(report, { throwIfNoEntry: false });
  const result = found ? JSON.parse(readFileSync(report, "utf8")) : { numPassedTests: 0, numFailedTests: 0 };
  tally.add(result.numPassedTests, result.numFailedTests);
  // A file that cannot be loaded, a set-up that fails or an error outside a test fails the run without a failed test.
  if (code !== 0 && result.numFailedTests === 0) tally.add(0, 1);
}

import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tools } from "./paths.mjs";
import { runNode, toolEnv } from "./run.mjs";

/** Runs projects of vitest.config.ts and adds their tests to the tally. @param {import("./tally.mjs").Tally} tally @param {string[]} projects */
export async function runVitest(tally, projects) {
  const { passed, failed } = await vitestReport(projects);
  tally.add(passed, failed);
}

/**
 * @param {string[]} projects @param {{ files?: string[], env?: Record<string, string> }} [options]
 * @returns {Promise<{ passed: number, failed: number, failures: string[] }>}
 */
export async function vitestReport(projects, { files = [], env = {} } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "muster-vitest-"));
  const file = join(folder, "report.json");
  try {
    const chosen = projects.flatMap((name) => ["--project", name]);
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    const args = [tools.vitest, "run", "--passWithNoTests", ...chosen, ...reporters, ...files];
    const { code } = await runNode(args, { show: true, env: { ...toolEnv(), ...env } });
    return countReport(file, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} file @param {number} code */
function countReport(file, code) {
  const report = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { testResults: [] };
  const passed = report.numPassedTests ?? 0;
  const failed = report.numFailedTests ?? 0;
  /** @type {{ status: string, fullName: string, failureMessages: string[] }[]} */
  const tests = report.testResults.flatMap((/** @type {any} */ result) => result.assertionResults);
  const failures = tests
    .filter((test) => test.status === "failed")
    .map((test) => `${test.fullName}: ${test.failureMessages[0] ?? ""}`);
  // A file that cannot be loaded, a set-up that fails or an error outside a test fails the run without a failed test.
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, failures };
}

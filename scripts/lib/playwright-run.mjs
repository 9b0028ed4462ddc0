import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tools } from "./paths.mjs";
import { runNode, toolEnv } from "./run.mjs";

/** Runs the page tests and adds them to the tally. @param {import("./tally.mjs").Tally} tally */
export async function runPlaywright(tally) {
  const folder = mkdtempSync(join(tmpdir(), "muster-playwright-"));
  const report = join(folder, "report.json");
  try {
    const env = { ...toolEnv(), PLAYWRIGHT_JSON_OUTPUT_NAME: report };
    const args = [
      tools.playwright,
      "test",
      "--pass-with-no-tests",
      "--reporter=list,json",
      "--output",
      join(folder, "results"),
    ];
    const { code } = await runNode(args, { show: true, env });
    const stats = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")).stats : { expected: 0, unexpected: 0 };
    tally.add(stats.expected, stats.unexpected + (stats.flaky ?? 0));
    if (code !== 0 && stats.unexpected === 0) tally.add(0, 1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

import { budgetFaults } from "./budgets.mjs";
import { generate } from "./generate.mjs";
import { root, tools } from "./paths.mjs";
import { runNode } from "./run.mjs";
import { trackedFiles } from "./tracked-files.mjs";

/** What needs neither a database nor a build. @param {import("./tally.mjs").Tally} tally */
export async function staticChecks(tally) {
  await tally.check("code is generated", generate);
  await tally.check("types", () => tool([tools.tsc, "--noEmit"]));
  await tally.check("lint, format and import arrows", () => tool([tools.biome, "check", "--error-on-warnings", "."]));
  await tally.check("sizes and names of files", () => budgetFaults(root, trackedFiles(root)));
}

/** @param {string[]} args */
async function tool(args) {
  const { code, output } = await runNode(args);
  return code === 0 ? [] : [output.trim() || `ended with ${code}`];
}

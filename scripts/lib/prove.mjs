import { writeFileSync } from "node:fs";
import { Fault, wordsOf } from "./fault.mjs";
import { Tally } from "./tally.mjs";
import { vitestReport } from "./vitest-run.mjs";

/**
 * Proofs by their ids: test files that ask `proofTimes` and `proofSeed` of tests/harness/proof.ts how often and from which
 * seed, so that `npm test` runs the same at small counts. A line a proof.
 * @type {Record<string, { project: "unit" | "db" | "integration", file: string }>}
 */
const PROOFS = {
  spans: { project: "unit", file: "server/health/judge-agent.test.ts" },
  uptime: { project: "db", file: "server/health/health-figures.db.test.ts" },
  "take-over": { project: "integration", file: "server/health/take-over.integration.test.ts" },
  flood: { project: "integration", file: "registry/flood.integration.test.ts" },
  rollups: { project: "db", file: "server/runs/sync/apply-page.db.test.ts" },
  totals: { project: "integration", file: "tests/figures/totals.integration.test.ts" },
};

/**
 * Runs the proofs at their full counts.
 * @param {{ only?: string, times?: string, seed?: string, json?: string, list?: boolean }} options
 */
export async function prove({ only, times, seed, json, list }) {
  const ids = chosenProofs(only);
  if (list) return console.log(ids.map(({ id }) => id).join("\n"));
  const tally = new Tally();
  const env = { PROOF_TIMES: times ?? "full", PROOF_SEED: seed ?? String(Date.now() % 1_000_000) };
  console.log(`seed ${env.PROOF_SEED}, times ${env.PROOF_TIMES}`);
  const results = [];
  for (const { id, project, file } of ids) {
    const { passed, failed, failures } = await vitestReport([project], { files: [file], env });
    tally.add(passed, failed);
    results.push({ id, passed, failed, seed: env.PROOF_SEED, times: env.PROOF_TIMES, failures });
  }
  if (json) writeFileSync(json, `${JSON.stringify(results, null, 2)}\n`);
  tally.finish();
}

/** @param {string | undefined} only ids, separated by commas */
function chosenProofs(only) {
  const wanted = only?.split(",").filter(Boolean) ?? Object.keys(PROOFS);
  const unknown = wanted.filter((id) => !Object.hasOwn(PROOFS, id));
  if (unknown.length > 0) {
    console.error(
      wordsOf(new Fault(`There is no proof ${unknown.join(", ")}; there are: ${Object.keys(PROOFS).join(", ")}.`)),
    );
    process.exit(2);
  }
  return Object.entries(PROOFS).flatMap(([id, proof]) => (wanted.includes(id) ? [{ id, ...proof }] : []));
}

import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { Fault, wordsOf } from "./fault.mjs";
import { inRoot } from "./paths.mjs";
import { Tally } from "./tally.mjs";
import { vitestReport } from "./vitest-run.mjs";

const FOLDER = "tests/proofs";
const SUFFIX = ".integration.test.ts";

/**
 * Runs the proofs of tests/proofs at their full counts. A proof is a test file named after its id; it asks
 * `proofTimes` and `proofSeed` of tests/harness/proof.ts how often and from which seed, so `npm test` runs the same
 * proof at a small count.
 * @param {{ only?: string, times?: string, seed?: string, json?: string, list?: boolean }} options
 */
export async function prove({ only, times, seed, json, list }) {
  const ids = chosenProofs(only);
  if (list) return console.log(ids.join("\n"));
  const tally = new Tally();
  const env = { PROOF_TIMES: times ?? "full", PROOF_SEED: seed ?? String(Date.now() % 1_000_000) };
  console.log(`seed ${env.PROOF_SEED}, times ${env.PROOF_TIMES}`);
  const results = [];
  for (const id of ids) {
    const { passed, failed, failures } = await vitestReport(["integration"], {
      files: [`${FOLDER}/${id}${SUFFIX}`],
      env,
    });
    tally.add(passed, failed);
    results.push({ id, passed, failed, seed: env.PROOF_SEED, times: env.PROOF_TIMES, failures });
  }
  if (json) writeFileSync(json, `${JSON.stringify(results, null, 2)}\n`);
  tally.finish();
}

/** @param {string | undefined} only ids, separated by commas */
function chosenProofs(only) {
  const files = existsSync(inRoot(FOLDER)) ? readdirSync(inRoot(FOLDER)) : [];
  const ids = files.filter((file) => file.endsWith(SUFFIX)).map((file) => file.slice(0, -SUFFIX.length));
  const wanted = only?.split(",").filter(Boolean) ?? ids;
  const unknown = wanted.filter((id) => !ids.includes(id));
  if (unknown.length > 0) {
    console.error(
      wordsOf(new Fault(`There is no proof ${unknown.join(", ")}; there are: ${ids.join(", ") || "none yet"}.`)),
    );
    process.exit(2);
  }
  return wanted;
}

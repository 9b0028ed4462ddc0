import { readFileSync } from "node:fs";
import { requireBrowser } from "./browser.mjs";
import { dependenciesAreInstalled, installDependencies } from "./dependencies.mjs";
import { missingPaths } from "./doc-paths.mjs";
import { licenceFaults } from "./licences.mjs";
import { watchParent } from "./parent-watch.mjs";
import { inRoot, root } from "./paths.mjs";
import { endPrograms } from "./run.mjs";
import { staticChecks } from "./static-checks.mjs";
import { Tally } from "./tally.mjs";
import { trackedFiles } from "./tracked-files.mjs";
import { runVitest } from "./vitest-run.mjs";

/** Everything that decides whether Muster is right, from an empty clone on; beside a running demo too. */
export async function test() {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, endPrograms);
  watchParent(endPrograms);
  const tally = new Tally();
  const installed = await tally.check("packages are installed", async () => {
    if (!dependenciesAreInstalled()) await installDependencies();
  });
  if (installed) await allChecks(tally);
  tally.finish();
}

/** @param {Tally} tally */
async function allChecks(tally) {
  await staticChecks(tally);
  await tally.check("licences", () => licenceFaults(JSON.parse(readFileSync(inRoot("package-lock.json"), "utf8"))));
  await tally.check("paths cited in documents exist", () =>
    missingPaths(
      root,
      trackedFiles(root).filter((file) => file.endsWith(".md")),
    ),
  );
  await tally.check("migrations and schema agree", migrationsAgree);
  await runVitest(tally, ["unit", "db"]);
  await tally.check("MLflow is prepared", prepareMlflow);
  const built = await tally.check("production build", buildAll);
  await runVitest(tally, ["integration"]);
  const browser = await tally.check("a browser is there", requireBrowser);
  if (built && browser) await (await import("./playwright-run.mjs")).runPlaywright(tally);
}

async function migrationsAgree() {
  const sql = await (await import("./schema-drift.mjs")).schemaDrift();
  return sql === "" ? [] : [`the migrations lack:\n${sql}`];
}

async function prepareMlflow() {
  await (await import("./mlflow-environment.mjs")).mlflowPython({ say: console.log });
}

async function buildAll() {
  await (await import("./build.mjs")).build({ say: console.log });
}

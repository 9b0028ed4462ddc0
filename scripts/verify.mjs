import { staticChecks } from "./lib/static-checks.mjs";
import { Tally } from "./lib/tally.mjs";
import { runVitest } from "./lib/vitest-run.mjs";

const tally = new Tally();
await staticChecks(tally);
await runVitest(tally, ["unit"]);
tally.finish();

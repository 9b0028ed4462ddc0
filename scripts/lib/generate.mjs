import { existsSync } from "node:fs";
import { join } from "node:path";
import { bundle } from "./bundle.mjs";
import { hashInputs, readStamp, writeStamp } from "./hash.mjs";
import { inRoot, root, tools } from "./paths.mjs";
import { mustRunNode } from "./run.mjs";

const CACHE = inRoot("node_modules/.cache/muster");

/** Makes the code that others import: the database client and the browser's list of operations. What did not change stays. */
export async function generate() {
  await onceFor({
    name: "database-client",
    inputs: ["prisma/schema.prisma", "prisma.config.ts", "package-lock.json"],
    output: "server/platform/db/generated",
    make: () => mustRunNode([tools.prisma, "generate"]),
  });
  if (existsSync(inRoot("scripts/operations.mjs"))) await generateOperations();
}

function generateOperations() {
  return onceFor({
    name: "operations",
    inputs: ["scripts/operations.mjs", "server", "package-lock.json"],
    output: "components/operations.generated.ts",
    make: async () => {
      await bundle({ operations: inRoot("scripts/operations.mjs") }, CACHE);
      await mustRunNode([join(CACHE, "operations.mjs")]);
    },
  });
}

/** @param {{ name: string, inputs: string[], output: string, make: () => Promise<unknown> }} step */
async function onceFor({ name, inputs, output, make }) {
  const stamp = join(CACHE, `${name}.stamp`);
  const hash = hashInputs(root, inputs);
  if (readStamp(stamp) === hash && existsSync(inRoot(output))) return;
  await make();
  writeStamp(stamp, hash);
}

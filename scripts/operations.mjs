// Writes what the browser needs of each operation at run time, so that zod stays out of it.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { allOperations } from "@/server/contracts";

const lines = allOperations()
  .sort((a, b) => a.id.localeCompare(b.id, "en"))
  .map(({ id, method, path }) => `  ${id}: ${JSON.stringify({ id, method, path })},`);
const text = `/** Made by the build from the contracts. */\nexport const operations = {\n${lines.join("\n")}\n} as const;\n`;
writeFileSync(join(process.cwd(), "components/operations.generated.ts"), text);

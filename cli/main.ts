import { closeDb } from "@/server/platform/db";
import { EnvFault, setRole } from "@/server/platform/env";
import { AppError } from "@/server/platform/errors";
import { helpText, parseArguments, UsageFault } from "./arguments";
import { COMMANDS } from "./commands";

/** Exit codes: 0 done, 1 it could not be done, 2 the call's words are off. */
async function main(words: string[]): Promise<number> {
  setRole("cli");
  const command = COMMANDS.find(({ name }) => name.split(" ").every((word, at) => words[at] === word));
  if (!command) {
    process.stderr.write(helpText(COMMANDS));
    return words.length === 0 || words[0] === "help" || words[0] === "--help" ? 0 : 2;
  }
  try {
    const flags = parseArguments(words.slice(command.name.split(" ").length), command.flags);
    await command.run(flags);
    return 0;
  } catch (error) {
    return explain(error);
  } finally {
    await closeDb();
  }
}

function explain(error: unknown): number {
  if (error instanceof UsageFault || error instanceof EnvFault) {
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  if (error instanceof AppError) {
    const faults = error.errors.map(({ path, message }) => `\n  ${path}: ${message}`).join("");
    process.stderr.write(`${error.message}${faults}\n`);
    return 1;
  }
  throw error;
}

process.exitCode = await main(process.argv.slice(2));

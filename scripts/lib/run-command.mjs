import { runBundled } from "./commands.mjs";
import { wordsOf } from "./fault.mjs";

/** The whole of a command's entry: stdout belongs to the command, what the build has to say goes to stderr. @param {Parameters<typeof runBundled>[0]} name */
export async function runCommand(name) {
  try {
    process.exitCode = await runBundled(name, process.argv.slice(2));
  } catch (error) {
    console.error(wordsOf(error));
    process.exitCode = 1;
  }
}

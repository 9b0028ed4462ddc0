import { wordsOf } from "./lib/fault.mjs";
import { runMuster } from "./lib/muster-command.mjs";

// stdout belongs to the command: what the build has to say goes to stderr.
runMuster(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    console.error(wordsOf(error));
    process.exitCode = 1;
  },
);

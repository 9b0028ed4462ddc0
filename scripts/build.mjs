import { build } from "./lib/build.mjs";
import { wordsOf } from "./lib/fault.mjs";

build({ say: (text) => console.log(text) }).then(
  (hash) => console.log(`built ${hash}`),
  (error) => {
    console.error(wordsOf(error));
    process.exitCode = 1;
  },
);

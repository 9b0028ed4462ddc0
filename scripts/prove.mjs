import { parseArgs } from "node:util";
import { requireNode } from "./lib/node-version.mjs";

requireNode();
const { values } = parseArgs({
  options: {
    only: { type: "string" },
    times: { type: "string" },
    seed: { type: "string" },
    json: { type: "string" },
    list: { type: "boolean", default: false },
  },
});
const { prove } = await import("./lib/prove.mjs");
await prove(values);

import { requireNode } from "./lib/node-version.mjs";

requireNode();
const { test } = await import("./lib/test.mjs");
await test();

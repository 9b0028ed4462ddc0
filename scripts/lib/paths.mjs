import { fileURLToPath } from "node:url";

/** The clone's root, with a slash at its end left off. */
export const root = fileURLToPath(new URL("../../", import.meta.url)).replace(/[\\/]$/, "");

/** Absolute path of something in the clone. */
export const inRoot = (/** @type {string} */ path) => `${root}/${path}`;

/** Entry files of the tools, started with the node that runs us: no shell, no npx. */
export const tools = {
  next: inRoot("node_modules/next/dist/bin/next"),
  prisma: inRoot("node_modules/prisma/build/index.js"),
  tsc: inRoot("node_modules/typescript/bin/tsc"),
  biome: inRoot("node_modules/@biomejs/biome/bin/biome"),
  vitest: inRoot("node_modules/vitest/vitest.mjs"),
  playwright: inRoot("node_modules/@playwright/test/cli.js"),
};

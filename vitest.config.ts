import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const outside = ["**/node_modules/**", ".next/**", "dist/**", ".muster/**", "e2e/**"];
const databaseTests = "**/*.db.test.{ts,tsx}";
const integrationTests = "**/*.integration.test.{ts,tsx}";
const alias = [
  { find: "server-only", replacement: here("./scripts/lib/empty.mjs") },
  { find: /^@\//, replacement: here("./") },
];

export default defineConfig({
  oxc: { jsx: { runtime: "automatic" } },
  test: {
    env: { TZ: "UTC", NODE_ENV: "test" },
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        resolve: { alias },
        test: {
          name: "unit",
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...outside, databaseTests, integrationTests],
        },
      },
      {
        extends: true,
        resolve: { alias },
        test: {
          name: "db",
          include: [databaseTests],
          exclude: outside,
          testTimeout: 20_000,
          hookTimeout: 30_000,
          globalSetup: ["tests/harness/start-postgres.ts"],
          setupFiles: ["tests/harness/database-per-file.ts"],
        },
      },
      {
        extends: true,
        resolve: { alias },
        test: {
          name: "integration",
          include: [integrationTests],
          exclude: outside,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          globalSetup: ["tests/harness/start-postgres.ts"],
          setupFiles: ["tests/harness/database-per-file.ts"],
        },
      },
    ],
  },
});

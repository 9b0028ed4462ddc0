import { defineConfig } from "@playwright/test";
import { installedBrowser } from "./scripts/lib/browser.mjs";

const executablePath = installedBrowser();

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./tests/setup/start-system.ts",
  outputDir: "test-results",
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  use: {
    baseURL: process.env.MUSTER_E2E_URL,
    trace: "retain-on-failure",
    timezoneId: "Europe/Berlin",
    locale: "en-GB",
    ...(executablePath ? { launchOptions: { executablePath } } : {}),
  },
});

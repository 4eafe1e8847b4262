import { defineConfig } from "@playwright/test";
import { chromiumOptions } from "./chromium.ts";

/** `npx playwright test -c tests/e2e`: the real product, in a folder of its own, and a real browser. */
export default defineConfig({
  testDir: ".",
  outputDir: "test-results",
  globalSetup: "./start-pakaura.ts",
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  retries: 0,
  timeout: 40_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    // Known when the workers read this: the setup has run then.
    baseURL: process.env["PAKAURA_E2E_URL"],
    launchOptions: chromiumOptions(),
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    trace: "retain-on-failure",
  },
});

import { defineConfig } from "@playwright/test";
import { isOnStack } from "../product.ts";
import { chromiumOptions } from "./chromium.ts";

/** Beside a browser, the many processes of the stack leave each of them a small share of two cores. */
const slowness = isOnStack ? 3 : 1;

/** `npx playwright test -c tests/e2e`: the real product, in a folder of its own, and a real browser. */
export default defineConfig({
  testDir: ".",
  outputDir: "test-results",
  globalSetup: "./start-pakaura.ts",
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  retries: 0,
  timeout: 40_000 * slowness,
  expect: { timeout: 10_000 * slowness },
  reporter: "list",
  use: {
    // Known when the workers read this: the setup has run then.
    baseURL: process.env["PAKAURA_E2E_URL"],
    launchOptions: chromiumOptions(),
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
  },
});

import { defineConfig } from "@playwright/test";
import { isOnCluster, isOnStack } from "../product.ts";
import { chromiumOptions } from "./chromium.ts";

const isOfServices = isOnStack || isOnCluster;
/** Beside a browser, the many processes of the services leave each of them a small share of two cores. */
const slowness = isOfServices ? 3 : 1;

/**
 * What happens in the browser alone, whatever form of Pakaura serves it: tried on the one process, and left
 * out of a run on the services, which have two cores for all of their processes and the browser.
 */
const ofTheBrowserAlone = [
  "accessibility",
  "assistant",
  "drafts",
  "filters",
  "keyboard",
  "list",
  "missing-parts",
  "notes",
  "palette",
  "phone",
  "quick-add",
  "start",
  "tabs",
  "touch",
  "typed-ahead",
  "understood",
  "upcoming",
];

/** What starts a Pakaura of its own on this machine, or is asked back by it. */
const ofThisMachine = ["connect", "resilience", "single-sign-on"];
const ignored = [
  ...(isOfServices ? ofTheBrowserAlone : []),
  ...(isOnCluster ? ofThisMachine : []),
].map((name) => `${name}.spec.ts`);

/** `npx playwright test -c tests/e2e`: the real product, in a folder of its own, and a real browser. */
export default defineConfig({
  testDir: ".",
  testIgnore: ignored,
  outputDir: "test-results",
  globalSetup: "./start-pakaura.ts",
  fullyParallel: true,
  // A browser waits a quarter of the time: a third one uses it.
  workers: isOfServices ? 2 : 3,
  forbidOnly: true,
  retries: 0,
  timeout: 120_000 * slowness,
  expect: { timeout: 30_000 * slowness },
  reporter: "list",
  use: {
    // Known when the workers read this: the setup has run then.
    baseURL: process.env["PAKAURA_E2E_URL"],
    launchOptions: chromiumOptions(),
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    // Storing all parts of the app takes a third of a short test; those about it allow it.
    serviceWorkers: "block",
  },
});

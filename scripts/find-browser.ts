import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";
import { installed, runCommand } from "./run-command.ts";

/**
 * Browsers that the tests run in, as distributions and vendors name them. The headless shell is Chromium
 * without the windows that nobody would see, and takes half the time.
 */
const names = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
];
/** Playwright then starts the headless shell that it has installed. */
const playwrightsOwn = "";
const onMac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

function findOnPath(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...paths, onMac].find((path) => existsSync(path));
}

function findOwn(): string | undefined {
  return existsSync(chromium.executablePath()) ? playwrightsOwn : undefined;
}

async function installFromDistribution(): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const environment = { DEBIAN_FRONTEND: "noninteractive" };
  await runCommand("apt-get", ["update", "-qq"], { environment });
  const packages = ["chromium", "chromium-headless-shell"];
  const install = ["install", "-y", "-qq", "--no-install-recommends", ...packages];
  await runCommand("apt-get", install, { environment });
  return findOnPath();
}

/**
 * The path of a browser for the tests, or an empty text for Playwright's own: the one that
 * PLAYWRIGHT_CHROMIUM names, one that is there, else Playwright's, else the distribution's; installed when
 * it has to be.
 */
export async function findBrowser(): Promise<string> {
  const given = process.env["PLAYWRIGHT_CHROMIUM"];
  if (given !== undefined && existsSync(given)) return given;
  const present = findOnPath() ?? findOwn();
  if (present !== undefined) return present;
  console.log("Installing a browser for the tests (once) ...");
  // It answers neither a failure nor a hint quickly where its server cannot be reached.
  await runCommand(installed("playwright"), ["install", "chromium"], {
    environment: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "10000" },
  });
  const path = findOwn() ?? (await installFromDistribution());
  if (path !== undefined) return path;
  throw new Error(
    "The browser tests need Chromium or Chrome: install one, or name it in PLAYWRIGHT_CHROMIUM",
  );
}

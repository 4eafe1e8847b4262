import { existsSync } from "node:fs";
import type { LaunchOptions } from "@playwright/test";

const installed = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/** How to start the browser: one that is there, else Playwright's own. */
export function chromiumOptions(): LaunchOptions {
  const executablePath =
    process.env["PLAYWRIGHT_CHROMIUM"] ?? installed.find((path) => existsSync(path));
  return {
    ...(executablePath ? { executablePath } : {}),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  };
}

import { existsSync } from "node:fs";
import { chromium, type LaunchOptions } from "@playwright/test";

const headlessShell = "/usr/bin/chromium-headless-shell";
const browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

function firstOf(paths: readonly string[]): string | undefined {
  return paths.find((path) => existsSync(path));
}

/** How to start the browser: the one that is named, one that is there, else Playwright's own. */
export function chromiumOptions(): LaunchOptions {
  const executablePath =
    process.env["PLAYWRIGHT_CHROMIUM"] ?? firstOf([headlessShell, ...browsers]);
  return { ...(executablePath ? { executablePath } : {}), args };
}

/** The same with all of a browser: the headless shell shows no notifications. */
export function wholeBrowserOptions(): LaunchOptions {
  const { executablePath } = chromiumOptions();
  const isWhole = executablePath !== undefined && !executablePath.includes("headless-shell");
  if (isWhole) return { executablePath, args };
  return { executablePath: firstOf(browsers) ?? chromium.executablePath(), args };
}

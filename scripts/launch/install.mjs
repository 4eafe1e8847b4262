import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fingerprint } from "./fingerprint.mjs";
import { withLock } from "./lock.mjs";
import { npm } from "./npm.mjs";

const offline =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT/;

/**
 * `npm install` and not `npm ci`: it keeps to the lock file just as well when nothing is to be saved,
 * leaves alone what is right already, and accepts a registry that lacks the builds for other systems.
 */
const installArguments = [
  "install",
  "--no-save",
  "--include=dev",
  "--include=optional",
  "--no-audit",
  "--no-fund",
  "--loglevel=error",
];

/** @param {string} output */
function explain(output) {
  const code = offline.exec(output)?.[0];
  if (code)
    return `the npm registry cannot be reached (${code}); connect to the network and try again`;
  const lines = output.split("\n").filter((line) => line.startsWith("npm error"));
  const reason = lines
    .map((line) => line.slice("npm error".length).trim())
    .filter((line) => line !== "");
  return reason.slice(0, 4).join("; ") || output.trim() || "npm did not run";
}

/** @param {string} stamp */
function readStamp(stamp) {
  try {
    return readFileSync(stamp, "utf8");
  } catch {
    return null;
  }
}

/**
 * Makes node_modules what package-lock.json says, if it is not. Takes a few milliseconds when it is.
 * @param {string} root
 */
export async function installMissing(root) {
  const stamp = join(root, "node_modules", ".pakaura-installed");
  const wanted = fingerprint(root);
  if (readStamp(stamp) === wanted) return;
  await withLock(join(root, ".cache", "install.lock"), async () => {
    if (readStamp(stamp) === wanted) return;
    console.error("Installing packages (once, and after an update; this can take a minute) ...");
    const { code, output } = await npm(installArguments, root);
    if (code !== 0) throw new Error(`Could not install the packages: ${explain(output)}`);
    writeFileSync(stamp, wanted);
  });
}

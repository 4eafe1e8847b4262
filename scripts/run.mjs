/**
 * Behind every npm script: `node scripts/run.mjs ENTRY.ts [args]`. Installs what is missing, then runs
 * the entry on the pinned Node. Plain JavaScript, because whatever Node the machine has runs it.
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installMissing } from "./launch/install.mjs";
import { findPinnedNode } from "./launch/pinned-node.mjs";
import { runAndWait } from "./launch/run-and-wait.mjs";

const oldestMajor = 20;
const root = fileURLToPath(new URL("..", import.meta.url));
const [entry, ...args] = process.argv.slice(2);

/** @param {string} message */
function fail(message) {
  console.error(message);
  process.exit(1);
}

if (Number(process.versions.node.split(".")[0]) < oldestMajor) {
  fail(`Pakaura needs Node ${oldestMajor} or newer to start, and this is ${process.version}`);
} else if (entry === undefined) {
  fail("Usage: node scripts/run.mjs ENTRY.ts [arguments]");
} else {
  try {
    await installMissing(root);
    const node = await findPinnedNode(root);
    process.exitCode = await runAndWait(node, [join(root, entry), ...args], root);
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "./lock.mjs";
import { runQuietly } from "./npm.mjs";

/** @param {string} folder */
function platformPackages(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^node-(bin-)?(linux|darwin)-/.test(name))
    .map((name) => join(folder, name, "bin", "node"));
}

/** @param {string} root */
function find(root) {
  const modules = join(root, "node_modules");
  const places = [
    join(modules, "node", "bin", "node"),
    ...platformPackages(join(modules, "node", "node_modules")),
    ...platformPackages(modules),
  ];
  return places.find((path) => existsSync(path));
}

/**
 * The Node that package.json pins. Its package links the binary in an install script; where those are
 * switched off, that step is made up for here.
 * @param {string} root
 */
export async function findPinnedNode(root) {
  const known = find(root);
  if (known) return known;
  const folder = join(root, "node_modules", "node");
  let output = "";
  await withLock(join(root, ".cache", "install.lock"), async () => {
    if (find(root)) return;
    ({ output } = await runQuietly([process.execPath, "installArchSpecificPackage"], folder));
  });
  const made = find(root);
  if (made) return made;
  const reason = output.trim().split("\n").at(-1);
  throw new Error(
    `Could not set up Node 26 from the npm package "node": ${reason || "it is not installed"}`,
  );
}

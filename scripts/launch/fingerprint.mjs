import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** @param {string} path */
function readIfThere(path) {
  try {
    return readFileSync(path);
  } catch {
    return "";
  }
}

/** @param {string} folder */
function entries(folder) {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/**
 * Changes when what has to be installed changes: the lock file, any workspace's package.json, or the
 * machine that node_modules is for.
 * @param {string} root
 */
export function fingerprint(root) {
  const workspaces = ["apps", "packages"].flatMap((folder) =>
    entries(join(root, folder)).map((name) => join(folder, name)),
  );
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}`);
  for (const folder of [".", "tests", "infra/stack", ...workspaces]) {
    hash.update(folder).update(readIfThere(join(root, folder, "package.json")));
  }
  return hash.update(readIfThere(join(root, "package-lock.json"))).digest("hex");
}

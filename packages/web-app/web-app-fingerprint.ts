import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What the web app is made of, from the root of the checkout. */
const sources = ["apps/frontend", "packages/contract", "packages/domain"];
const skipped = new Set(["node_modules", "dist"]);

function listFiles(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      const isSkipped = skipped.has(entry.name) || entry.name.startsWith("dist.");
      return isSkipped ? [] : listFiles(root, path);
    }
    return entry.isFile() && !/\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** Changes when anything that the web app is made of changes. */
export function webAppFingerprint(root: string): string {
  const hash = createHash("sha256");
  const files = sources.flatMap((folder) => listFiles(root, folder)).sort();
  for (const file of [...files, "package-lock.json"]) {
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(join(root, file)));
  }
  return hash.digest("hex");
}

import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/security.md"), "utf8");

test("what docs/security.md says that a promise is checked by is there", () => {
  const named = [...page.matchAll(/`([\w./-]+\.(?:test|spec)\.ts|tests\/[\w./-]+)`/g)];
  const paths = named.map(([, path = ""]) => path);
  expect(paths.length).toBeGreaterThan(20);
  const missing = paths.filter(
    (path) =>
      !existsSync(join(root, path)) &&
      globSync(`{apps,packages,infra,tests}/**/${path}`, {
        cwd: root,
        exclude: (name) => name === "node_modules",
      }).length === 0,
  );
  expect(missing).toEqual([]);
});

test("every chapter of the standard is answered", () => {
  for (let chapter = 1; chapter <= 17; chapter += 1)
    expect(page).toMatch(new RegExp(`^\\| ${chapter}(\\.| )`, "m"));
});

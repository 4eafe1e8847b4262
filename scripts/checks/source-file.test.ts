import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { checkPatterns } from "./forbidden-patterns.ts";
import { checkImports } from "./import-rules.ts";
import { readSourceFiles } from "./source-file.ts";

const root = mkdtempSync(join(tmpdir(), "pakaura-planted-"));
afterAll(() => rmSync(root, { recursive: true }));

function plant(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

test("finds what is planted in a tree, and leaves alone what is not ours", () => {
  const bad = 'import { a } from "@pakaura/api/service"; // @ts-ignore\n';
  plant("packages/domain/planted.ts", bad);
  plant("packages/domain/node_modules/other/index.ts", bad);
  plant("apps/frontend/dist/assets/index.mjs", bad);
  plant("packages/domain/clean.ts", "export const clean = true;\n");

  const files = readSourceFiles(root);
  expect(files.map(({ path }) => path).sort()).toEqual([
    "packages/domain/clean.ts",
    "packages/domain/planted.ts",
  ]);
  const found = [...checkImports(files), ...checkPatterns(files)];
  expect(new Set(found.map(({ path }) => path))).toEqual(new Set(["packages/domain/planted.ts"]));
  expect(found).toHaveLength(3);
});

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { installed, root, runCommand } from "../run-command.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pakaura-circles-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function lint(files: Record<string, string>) {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const paths = Object.keys(files).map((name) => join(folder, name));
  return runCommand(installed("oxlint"), ["-c", join(root, ".oxlintrc.json"), ...paths]);
}

test("the linter refuses files that import each other, be it for a type alone", async () => {
  const values = {
    "one.ts": 'import { two } from "./two.ts";\nexport const one = () => two;\n',
    "two.ts": 'import { one } from "./one.ts";\nexport const two = () => one;\n',
  };
  const types = {
    "three.ts": 'import type { Four } from "./four.ts";\nexport type Three = Four[];\n',
    "four.ts": 'import { type Three } from "./three.ts";\nexport type Four = { all: Three };\n',
  };
  for (const circle of [values, types]) {
    const { code, output } = await lint(circle);
    expect(output).toContain("import(no-cycle)");
    expect(code).toBe(1);
  }
});

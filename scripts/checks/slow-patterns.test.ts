import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkSlowPatterns, judgeOnce } from "./slow-patterns.ts";

const find = (code: string, path = "apps/api/a.ts") =>
  checkSlowPatterns([{ path, text: `const first = 1;\n${code}\n` }]);

test.each([
  "const parts = header.split(/\\s*;\\s*/);",
  'const text = html.replaceAll(/<(?:br|hr)\\b[^>]*>/gi, "\\n");',
  'const trimmed = words.replace(/^-+|-+$/g, "");',
  "const isName = /^(\\w+\\s?)*$/.test(name);",
  "const found = /(a+)+b/.exec(text);",
  'export const Page = () => <p>{text.replace(/\\s*[\\r\\n]+\\s*/g, " ")}</p>;',
])("%s is found", (code) => {
  expect(find(code, "apps/frontend/a.tsx").map(({ line }) => line)).toEqual([2]);
});

test.each([
  "const lines = text.split(/\\r\\n|\\r|\\n/u);",
  'const text = words.replaceAll(/\\s+/gu, " ");',
  "const id = /^[0-9a-f]{8}-[0-9a-f]{4}$/i.exec(text);",
  'const trimmed = words.replace(/(?<!-)-+$/g, "");',
])("%s is not", (code) => {
  expect(find(code)).toEqual([]);
});

test("tests and tools may match as they like", () => {
  const code = "const found = /(a+)+b/.exec(text);";
  for (const path of ["apps/api/a.test.ts", "scripts/a.ts", "apps/frontend/vite.config.ts"]) {
    expect(find(code, path)).toEqual([]);
  }
});

test("what was found safe is not judged again, and what was not is", () => {
  const folder = mkdtempSync(join(tmpdir(), "pakaura-patterns-"));
  const judged: string[] = [];
  const run = (): number => {
    const { judge, save } = judgeOnce(folder, ({ source }) => {
      judged.push(source);
      return source === "bad" ? "is slow" : null;
    });
    const files = [{ path: "apps/api/a.ts", text: "const all = [/good/, /good/, /bad/];" }];
    const violations = checkSlowPatterns(files, judge);
    save();
    return violations.length;
  };
  expect([run(), run()]).toEqual([1, 1]);
  expect(judged).toEqual(["good", "bad", "bad"]);
  rmSync(folder, { recursive: true });
});

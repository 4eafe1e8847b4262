/** `node scripts/checks/main.ts imports|first-texts|patterns|slow-patterns|texts`: runs one of our own checks over the tree. */
import { join } from "node:path";
import { checkFirstTexts } from "./first-texts.ts";
import { checkPatterns } from "./forbidden-patterns.ts";
import { checkImports } from "./import-rules.ts";
import { checkSlowPatterns, judgeOnce } from "./slow-patterns.ts";
import { readSourceFiles, type SourceFile, type Violation } from "./source-file.ts";
import { checkVisibleText } from "./visible-text.ts";

const root = join(import.meta.dirname, "../..");

function checkSlowPatternsOnce(files: SourceFile[]): Violation[] {
  const { judge, save } = judgeOnce(join(root, "node_modules/.cache/pakaura"));
  const violations = checkSlowPatterns(files, judge);
  save();
  return violations;
}

const checks = new Map([
  ["imports", checkImports],
  ["first-texts", checkFirstTexts],
  ["patterns", checkPatterns],
  ["slow-patterns", checkSlowPatternsOnce],
  ["texts", checkVisibleText],
]);
const check = checks.get(process.argv[2] ?? "");
if (!check) throw new Error(`Name one of ${[...checks.keys()].join(", ")}`);

const violations = check(readSourceFiles(root));
for (const { path, line, message } of violations) console.log(`${path}:${line}: ${message}`);
if (violations.length > 0) process.exitCode = 1;

/** `node scripts/checks/main.ts imports|patterns|texts`: runs one of our own checks over the tree. */
import { join } from "node:path";
import { checkPatterns } from "./forbidden-patterns.ts";
import { checkImports } from "./import-rules.ts";
import { readSourceFiles } from "./source-file.ts";
import { checkVisibleText } from "./visible-text.ts";

const checks = new Map([
  ["imports", checkImports],
  ["patterns", checkPatterns],
  ["texts", checkVisibleText],
]);
const check = checks.get(process.argv[2] ?? "");
if (!check) throw new Error(`Name one of ${[...checks.keys()].join(", ")}`);

const violations = check(readSourceFiles(join(import.meta.dirname, "../..")));
for (const { path, line, message } of violations) console.log(`${path}:${line}: ${message}`);
if (violations.length > 0) process.exitCode = 1;

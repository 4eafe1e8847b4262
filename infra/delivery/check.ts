/**
 * `node infra/delivery/check.ts`: that the workflows are well formed (by actionlint, where `npm run delivery prepare check` made it),
 * pin what they use and only call scripts, and that docs/delivery.md describes every secret, variable and setting. Reaches out to nobody.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { show } from "./program.ts";
import { settings } from "./settings.ts";
import { findActionlint } from "./tools.ts";
import { type WorkflowFile, workflowFaults } from "./workflow-rules.ts";

const root = join(import.meta.dirname, "../..");
const folder = ".github/workflows";

const files = readdirSync(join(root, folder)).map((name): WorkflowFile => {
  const path = `${folder}/${name}`;
  return { path, text: readFileSync(join(root, path), "utf8") };
});

async function lint(): Promise<boolean> {
  const actionlint = findActionlint();
  if (actionlint === null) {
    console.log("skipped: actionlint is not here (npm run delivery prepare check)");
    return true;
  }
  // Without the linters of shells and Python that it would look for: the steps have no scripts.
  const args = ["-shellcheck=", "-pyflakes=", "-no-color", ...files.map(({ path }) => path)];
  return show(actionlint, args).then(
    () => true,
    () => false,
  );
}

const description = readFileSync(join(root, "docs/delivery.md"), "utf8");
const faults = workflowFaults(files, Object.keys(settings), description);
for (const fault of faults) console.log(fault);
if (!(await lint()) || faults.length > 0) process.exitCode = 1;

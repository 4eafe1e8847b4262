/** `node scripts/checks/first-load.ts`: builds the web app where it is stale, and holds it to its budgets. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  assistantBudgetKilobytes,
  firstLoadBudgetKilobytes,
  measureAssistant,
  measureFirstLoad,
} from "@pakaura/tests/bench/first-load-size";
import { root, runCommand } from "../run-command.ts";

const built = await runCommand(process.execPath, [join(root, "packages/web-app/build.ts")]);
if (built.code === 0) {
  const dist = pathToFileURL(join(root, "apps/frontend/dist/"));
  hold("A first visit", await measureFirstLoad(dist), firstLoadBudgetKilobytes);
  hold("The assistant", await measureAssistant(dist), assistantBudgetKilobytes);
} else {
  console.log(built.output);
  process.exitCode = 1;
}

/** Says so when something loads more than it may. */
function hold(what: string, kilobytes: number, budget: number): void {
  if (kilobytes <= budget) return;
  const size = kilobytes.toFixed(1);
  console.log(
    `${what} loads ${size} kB of JavaScript, gzipped, of ${budget}: load some of it later.`,
  );
  process.exitCode = 1;
}

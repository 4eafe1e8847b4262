/** `node scripts/checks/first-load.ts`: builds the web app where it is stale, and holds it to its budget. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { firstLoadBudgetKilobytes, measureFirstLoad } from "@pakaura/tests/bench/first-load-size";
import { root, runCommand } from "../run-command.ts";

const built = await runCommand(process.execPath, [join(root, "packages/web-app/build.ts")]);
if (built.code === 0) {
  const kilobytes = await measureFirstLoad(pathToFileURL(join(root, "apps/frontend/dist/")));
  if (kilobytes > firstLoadBudgetKilobytes) {
    const size = kilobytes.toFixed(1);
    console.log(
      `A first visit loads ${size} kB of JavaScript, gzipped, of ${firstLoadBudgetKilobytes}: load some of it later.`,
    );
    process.exitCode = 1;
  }
} else {
  console.log(built.output);
  process.exitCode = 1;
}

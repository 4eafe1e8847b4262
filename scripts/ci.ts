/** `.ci/run`: what has to pass before a change is taken. The last line is the count of all tests. */
import { join } from "node:path";
import { root, runCommand } from "./run-command.ts";
import { closeWith } from "./test-counts.ts";
import { ownTests, runSuite } from "./test-suites.ts";

const check = await runCommand(process.execPath, [join(root, "scripts/check.ts")], {
  output: "show",
});
const counts = await runSuite(ownTests);
if (check.code !== 0) console.error(`npm run check failed with exit code ${check.code}`);
closeWith(counts, check.code === 0);

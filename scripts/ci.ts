/** `.ci/run`: what has to pass before a change is taken. The last line is the count of all tests. */
import { join } from "node:path";
import { root, runCommand } from "./run-command.ts";
import { addCounts, closeWith } from "./test-counts.ts";
import { missingStackPrograms, ownTests, runSuite, stackTests } from "./test-suites.ts";

const check = await runCommand(process.execPath, [join(root, "scripts/check.ts")], {
  output: "show",
});
let counts = await runSuite(ownTests);
const missing = missingStackPrograms();
if (missing.length === 0) counts = addCounts(counts, await runSuite(stackTests));
else console.error(`npm run test:stack is left out: ${missing.join(", ")} missing`);
if (check.code !== 0) console.error(`npm run check failed with exit code ${check.code}`);
closeWith(counts, check.code === 0);

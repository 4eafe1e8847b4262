/** `npm test`: every test of the one process. The last line is their count. */
import { closeWith } from "./test-counts.ts";
import { ownTests, runSuite } from "./test-suites.ts";

closeWith(await runSuite(ownTests));

/**
 * How Pakaura's cluster form scales (docs/scaling.md).
 *   node tests/bench/scaling/main.ts model      what it takes for so many writes a second, by simulation
 *   node tests/bench/scaling/main.ts measure    what a write costs, and what consumers of 1, 2 and 4 partitions do here
 */
import { measurePartitions } from "./measure-partitions.ts";
import { measureWrites } from "./measure-writes.ts";
import { modelTable } from "./model.ts";

const [what] = process.argv.slice(2);
if (what === "model") console.log(modelTable());
else if (what === "measure")
  console.log(`${await measureWrites()}\n\n${await measurePartitions()}`);
else console.error("Wants model or measure");

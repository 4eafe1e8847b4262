/** `npm run -s assistant -- evaluate CASES.jsonl` and `... read LINES.jsonl`: the assistant with no server and no model. */
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { linesOf } from "./lines-of.ts";

const [command, file] = process.argv.slice(2);

if ((command !== "evaluate" && command !== "read") || file === undefined) {
  console.error("Usage: npm run -s assistant -- evaluate CASES.jsonl | read LINES.jsonl");
  process.exitCode = 1;
} else {
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
  try {
    for await (const line of linesOf(command, lines)) process.stdout.write(`${line}\n`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

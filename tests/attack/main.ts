/**
 * `npm run attack [-- --url http://localhost:3000]`: attacks a Pakaura as a stranger would, one line for each promise.
 * Without an address it starts one; with PAKAURA_TEST_ON=stack the stack.
 */
import { parseArgs } from "node:util";
import { isOnStack } from "../product.ts";
import type { Attack } from "./attack.ts";
import { attacks } from "./attacks.ts";
import { startTarget } from "./start-target.ts";
import type { Target } from "./target.ts";

/** One that runs already, which nobody here may look into. */
function runningTarget(url: string): Target {
  const form = isOnStack ? "stack" : "one process";
  return { url: url.replace(/\/+$/, ""), form, pid: null, internalUrl: null, operate: null };
}

async function attempt({ promise, run }: Attack, target: Target): Promise<boolean> {
  try {
    console.log(`held    ${promise} (${await run(target)})`);
    return true;
  } catch (error) {
    console.log(`BROKEN  ${promise}: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

const { values } = parseArgs({ options: { url: { type: "string" } } });
const started = values.url === undefined ? await startTarget() : null;
const target = started ?? runningTarget(values.url ?? "");
try {
  const results: boolean[] = [];
  for (const attack of attacks)
    if ((attack.only ?? target.form) === target.form) results.push(await attempt(attack, target));
  const held = results.filter(Boolean).length;
  console.log(`${held} promises held, ${results.length - held} broken`);
  if (held < results.length) process.exitCode = 1;
} finally {
  await started?.stop();
}

/** `npm run delivery COMMAND`: what the workflows of .github/workflows call, on any registry and any cluster (docs/delivery.md). */
import { build } from "./build.ts";
import { deploy } from "./deploy.ts";
import { login } from "./login.ts";
import { prepare } from "./tools.ts";
import { Refused } from "./refused.ts";
import { release } from "./release.ts";
import { fail } from "./report.ts";
import { rollback } from "./rollback.ts";
import { verify } from "./verify.ts";

const commands = new Map<string, (argument: string | undefined) => Promise<void>>([
  ["build", build],
  ["deploy", deploy],
  ["login", login],
  ["prepare", (what) => prepare(what)],
  ["release", release],
  ["rollback", rollback],
  ["verify", () => verify()],
]);

const [name = "", argument] = process.argv.slice(2);
try {
  const command = commands.get(name);
  if (command === undefined) throw new Refused(`Name one of ${[...commands.keys()].join(", ")}`);
  await command(argument);
} catch (error) {
  if (!(error instanceof Refused)) console.error(error);
  fail(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

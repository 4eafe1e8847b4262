/** `npm run check`: everything that is wrong without running the program. One line for each check. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { installed, root, runCommand } from "./run-command.ts";

type Check = { name: string; program: string; args: string[] };

const own = (name: string): Check => ({
  name,
  program: process.execPath,
  args: [join(root, "scripts/checks/main.ts"), name],
});
const types = (name: string, project: string): Check => ({
  name,
  program: installed("tsc"),
  args: ["-p", project],
});

const checks: Check[] = [
  { name: "lint", program: installed("oxlint"), args: ["--type-aware", "--deny-warnings"] },
  types("types", "."),
  types("types of the web app", "apps/frontend"),
  types("types of the browser tests", "tests/e2e"),
  types("types of the measured page", "tests/bench/page"),
  { name: "unused code", program: installed("knip"), args: ["--no-progress"] },
  { name: "format", program: installed("oxfmt"), args: ["--check"] },
  own("imports"),
  own("patterns"),
  own("slow-patterns"),
  {
    name: "first load of the web app",
    program: process.execPath,
    args: [join(root, "scripts/checks/first-load.ts")],
  },
  own("texts"),
  own("first-texts"),
  { name: "chart", program: process.execPath, args: [join(root, "infra/helm/check.ts")] },
  {
    name: "monitoring",
    program: process.execPath,
    args: [join(root, "infra/monitoring/check.ts")],
  },
  { name: "cloud", program: process.execPath, args: [join(root, "infra/terraform/check.ts")] },
  { name: "pipeline", program: process.execPath, args: [join(root, "infra/delivery/check.ts")] },
].filter(
  ({ program, args }) => program !== installed("tsc") || existsSync(join(root, args[1] ?? "")),
);

async function run(check: Check): Promise<boolean> {
  const startedAt = performance.now();
  const { code, output } = await runCommand(check.program, check.args);
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  console.log(`${code === 0 ? "ok    " : "FAILED"}  ${check.name} (${seconds} s)`);
  const said =
    code === 0
      ? output.split("\n").filter((line) => line.startsWith("skipped: "))
      : [output.trim()];
  if (said.length > 0) console.log(said.join("\n").replace(/^/gm, "        "));
  return code === 0;
}

const results = await Promise.all(checks.map(run));
const failed = results.filter((isOk) => !isOk).length;
console.log(failed === 0 ? "All checks passed." : `${failed} of ${results.length} checks failed.`);
process.exit(failed === 0 ? 0 : 1);

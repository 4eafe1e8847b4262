/**
 * `node infra/monitoring/check.ts`: that the dashboards are as the code says, and, with promtool where it is on this machine
 * (`node infra/helm/prepare.ts` makes it), that rules are well formed and fire when they ought to. Reaches out to nobody.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "@pakaura/stack/prepare/run";
import { generatedFiles, generatedFolder } from "./generated-files.ts";
import { findPromtool } from "./promtool.ts";

const folder = join(import.meta.dirname, "rules");

function outOfStep(): string[] {
  const wanted = generatedFiles();
  const there = new Set(readdirSync(generatedFolder));
  const changed = [...wanted].filter(
    ([name, text]) =>
      !there.has(name) || readFileSync(join(generatedFolder, name), "utf8") !== text,
  );
  const strange = [...there].filter((name) => !wanted.has(name));
  return [...changed.map(([name]) => name), ...strange].map(
    (name) => `infra/monitoring/generated/${name} is not as the code says: generate.ts makes it`,
  );
}

async function tryRules(): Promise<string[]> {
  const promtool = findPromtool();
  if (promtool === null) {
    console.log("skipped: promtool is not here (node infra/helm/prepare.ts)");
    return [];
  }
  const tries = [
    ["check", "rules", "pakaura.yaml"],
    ["test", "rules", "pakaura.test.yaml"],
  ].map((args) =>
    run(promtool, args, { folder }).then(
      () => [],
      (error: unknown) => [String(error)],
    ),
  );
  return (await Promise.all(tries)).flat();
}

const failures = [...outOfStep(), ...(await tryRules())];
for (const line of failures) console.log(line);
if (failures.length > 0) process.exitCode = 1;

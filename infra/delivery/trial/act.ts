import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { join } from "node:path";
import type { Checkout } from "./checkout.ts";

/** What others' actions do here: nothing, as the tools that they bring are on the PATH. */
const stub = {
  name: "Nothing",
  description: "In place of an action of others",
  runs: { using: "composite", steps: [{ run: "true", shell: "sh" }] },
};

/** Actions of a workflow, each with its commit and the folder within its repository: `actions/cache@27d5...`. */
function actionsOf(workflow: string): string[] {
  return [
    ...new Set([...workflow.matchAll(/uses: (\S+@[0-9a-f]{40})/g)].map(([, name = ""]) => name)),
  ];
}

/** `act` takes a repository from a folder; the action is the folder within. */
function stubActions(workflow: string, folder: string): string[] {
  const repositories = new Map<string, string>();
  for (const action of actionsOf(workflow)) {
    const [path = "", commit = ""] = action.split("@");
    const [owner = "", name = "", ...within] = path.split("/");
    const place = join(folder, owner, name);
    mkdirSync(join(place, ...within), { recursive: true });
    writeFileSync(join(place, ...within, "action.yml"), JSON.stringify(stub));
    repositories.set(`${owner}/${name}@${commit}`, place);
  }
  return [...repositories].flatMap(([repository, place]) => [
    "--local-repository",
    `${repository}=${place}`,
  ]);
}

export type WorkflowRun = {
  event: "push" | "workflow_dispatch";
  workflow: "deploy" | "rollback" | "release";
  variables: Record<string, string>;
  secrets: Record<string, string>;
  inputs?: Record<string, string>;
  /** The parts of the matrix that run; all, if there are none. */
  parts?: string[];
};

/** Runs a workflow of the checkout as GitHub would, on this machine; gives whether it succeeded and all that it said. */
export async function runWorkflow(
  { folder: checkout }: Checkout,
  run: WorkflowRun,
  folder: string,
): Promise<{ isSuccess: boolean; said: string }> {
  const file = join(".github/workflows", `${run.workflow}.yml`);
  const pairs = (flag: string, values: Record<string, string> = {}) =>
    Object.entries(values).flatMap(([name, value]) => [flag, `${name}=${value}`]);
  const args = [
    run.event,
    "--workflows",
    file,
    "--platform",
    "ubuntu-24.04=-self-hosted",
    "--concurrent-jobs",
    "1",
    // What is installed goes along into each job.
    "--use-gitignore=false",
    "--action-cache-path",
    join(folder, "act"),
    ...stubActions(readFileSync(join(checkout, file), "utf8"), join(folder, "actions")),
    ...pairs("--var", run.variables),
    ...pairs("--secret", run.secrets),
    ...pairs("--input", run.inputs),
    ...(run.parts ?? []).flatMap((part) => ["--matrix", `part:${part}`]),
  ];
  const child = spawn("act", args, {
    cwd: checkout,
    env: { ...process.env, CI: "true" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject).on("close", resolve);
  });
  const [out, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { isSuccess: code === 0, said: `${out}\n${errors}` };
}

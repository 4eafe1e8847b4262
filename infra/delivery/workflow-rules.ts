import { z } from "zod";
import { parse } from "yaml";

/** A workflow as its file has it: `path` from the root of the checkout. */
export type WorkflowFile = { path: string; text: string };

const stepSchema = z.looseObject({ uses: z.string().optional(), run: z.string().optional() });
const workflowSchema = z.looseObject({
  permissions: z.unknown().optional(),
  jobs: z.record(
    z.string(),
    z.looseObject({
      "timeout-minutes": z.number().optional(),
      steps: z.array(stepSchema).default([]),
    }),
  ),
});

const pinned = /^\s*(?:- )?uses: (\S+)@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
/** What a step may run: a script of ours, or what the matrix names, which is one as well. */
const calls =
  /^(npm (run|test) --silent( [\w/-]+| "\$[A-Z_]+"| \$\{\{ matrix\.\w+ \}\})*|\$\{\{ matrix\.\w+ \}\})$/;
const named = /\b(secrets|vars)\.([A-Za-z_][A-Za-z0-9_]*)/g;

function ofSteps({ path, text }: WorkflowFile): string[] {
  const workflow = workflowSchema.parse(parse(text));
  const rights = workflow.permissions === undefined ? [`${path} does not say its permissions`] : [];
  const jobs = Object.entries(workflow.jobs).flatMap(([name, job]) => {
    const timeless =
      job["timeout-minutes"] === undefined ? [`${path}: ${name} may run for ever`] : [];
    const runs = job.steps
      .flatMap(({ run }) => run ?? [])
      .filter((run) => !calls.test(run.trim()))
      .map((run) => `${path}: ${name} does work itself, and not by a script: ${run.trim()}`);
    return [...timeless, ...runs];
  });
  return [...rights, ...jobs];
}

const ofActions = ({ path, text }: WorkflowFile): string[] =>
  text
    .split("\n")
    .filter((line) => /^\s*(- )?uses:/.test(line) && !pinned.test(line))
    .map((line) => `${path}: not pinned by its commit, with the version beside: ${line.trim()}`);

/** The secrets and variables that workflows name. */
export function namedIn(files: readonly WorkflowFile[]): string[] {
  const all = files.flatMap(({ text }) => [...text.matchAll(named)].map(([, , name = ""]) => name));
  return [...new Set(all)].sort();
}

/** What is wrong with workflows, one line for each; `description` is the page that has to name every setting in backticks. */
export function workflowFaults(
  files: readonly WorkflowFile[],
  settings: readonly string[],
  description: string,
): string[] {
  const wanted = new Set([...namedIn(files), ...settings]);
  const missing = [...wanted]
    .filter((name) => !description.includes(`\`${name}\``))
    .map((name) => `docs/delivery.md does not describe ${name}`);
  return [...files.flatMap(ofSteps), ...files.flatMap(ofActions), ...missing];
}

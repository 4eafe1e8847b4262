/**
 * `node infra/helm/check.ts`: that the chart is in step with what it shares, and, with each tool that is on this machine
 * (infra/helm/prepare.ts makes them), that it is well formed, as Kubernetes, Dapr and Gateway API want it, does what its tests say, and
 * has no opening that checkov knows. Reaches out to nobody.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "@pakaura/stack/prepare/run";
import { type ChartTool, findGoTool, findPythonTool } from "./chart-tools.ts";
import { chartFolder, installations, renderChart, valuesArguments } from "./render.ts";
import { findSchemas } from "./resource-schemas.ts";
import { outOfStep } from "./shared-files.ts";

const root = join(import.meta.dirname, "../..");
const checkovArguments = [
  "--config-file=infra/helm/checkov.yaml",
  "--framework=kubernetes",
  "--skip-download",
  "--compact",
  "--quiet",
];

/** The oldest that the chart is for; `npm run test:cluster` asks the one that is there. */
const kubernetesVersion = "1.30";
/** Resources that Kubernetes itself has no schema of. */
const ofOthers = /^apiVersion: (dapr\.io|gateway\.networking)/m;
/** Runs once and to its end, so that checkov's probes are nothing for it. */
const isTest = /^ +helm\.sh\/hook: test$/m;

type Result = { failures: string[]; skipped: string[] };

const skip = (tool: string): Result => ({
  failures: [],
  skipped: [`skipped: ${tool} is not here (node infra/helm/prepare.ts)`],
});

async function pass(what: string, tool: ChartTool, args: string[]): Promise<Result> {
  const { environment } = tool;
  try {
    await run(tool.program, [...tool.args, ...args], { folder: root, environment });
    return { failures: [], skipped: [] };
  } catch (error) {
    return { failures: [`${what}: ${String(error)}`], skipped: [] };
  }
}

const lint = (helm: ChartTool): Promise<Result>[] =>
  Object.entries(installations).map(([name, files]) =>
    pass(`helm lint (${name})`, helm, ["lint", "--strict", chartFolder, ...valuesArguments(files)]),
  );

function unitTest(): Promise<Result>[] {
  const tool = findGoTool("helm-unittest");
  if (tool === null) return [Promise.resolve(skip("helm-unittest"))];
  return [pass("helm-unittest", tool, ["--strict", chartFolder])];
}

/** What helm makes of the installations, each resource once. */
async function render(helm: ChartTool): Promise<string[]> {
  const made = Object.values(installations).map((files) => renderChart(helm.program, files));
  const documents = (await Promise.all(made)).flatMap((text) => text.split(/^---$/m));
  return [...new Set(documents.filter((text) => /^kind:/m.test(text)))];
}

/** Looks at rendered resources by one tool: those that it knows, as one file. */
type Look = { tool: ChartTool | null; name: string; of: (text: string) => boolean; args: string[] };

function looks(): Look[] {
  const schemas = findSchemas();
  return [
    {
      name: "kubernetes-validate",
      tool: findPythonTool("kubernetes-validate"),
      of: (text) => !ofOthers.test(text),
      args: ["--strict", "--quiet", "-k", kubernetesVersion],
    },
    {
      name: "kubeconform",
      tool: schemas === null ? null : findGoTool("kubeconform"),
      of: (text) => ofOthers.test(text),
      args: ["-strict", "-schema-location", schemas ?? ""],
    },
    {
      name: "checkov",
      tool: findPythonTool("checkov"),
      of: (text) => !isTest.test(text),
      args: [...checkovArguments, "--file"],
    },
  ];
}

async function lookAtRendered(helm: ChartTool, folder: string): Promise<Result[]> {
  const documents = await render(helm);
  const seen = looks().map(({ name, tool, of, args }) => {
    if (tool === null) return Promise.resolve(skip(name));
    const path = join(folder, `${name}.yaml`);
    writeFileSync(path, documents.filter(of).join("\n---\n"));
    return pass(name, tool, [...args, path]);
  });
  return Promise.all(seen);
}

async function checkByTools(): Promise<Result[]> {
  const helm = findGoTool("helm");
  if (helm === null) return [skip("helm")];
  const folder = mkdtempSync(join(tmpdir(), "pakaura-chart-"));
  try {
    const rendered = lookAtRendered(helm, folder).catch((error: unknown) => [
      { failures: [`helm template: ${String(error)}`], skipped: [] },
    ]);
    return [...(await Promise.all([...lint(helm), ...unitTest()])), ...(await rendered)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const results = await checkByTools();
const failures = [...outOfStep(root), ...results.flatMap((result) => result.failures)];
for (const line of [...results.flatMap(({ skipped }) => skipped), ...failures]) console.log(line);
if (failures.length > 0) process.exitCode = 1;

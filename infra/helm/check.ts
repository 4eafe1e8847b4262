/**
 * `node infra/helm/check.ts`: that the chart is in step with what it shares, and, with each tool that is on this machine
 * (infra/helm/prepare.ts makes them), that it is well formed and as Kubernetes wants it. Reaches out to nobody.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "@pakaura/stack/prepare/run";
import { type ChartTool, findGoTool, findPythonTool } from "./chart-tools.ts";
import { chartFolder, installations, renderChart, valuesArguments } from "./render.ts";
import { outOfStep } from "./shared-files.ts";

const root = join(import.meta.dirname, "../..");

/** The oldest that the chart is for; `npm run test:cluster` asks the one that is there. */
const kubernetesVersion = "1.30";
/** Resources that Kubernetes itself has no schema of. */
const ofOthers = /^apiVersion: (dapr\.io|gateway\.networking)/m;

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

/** What helm makes of the installations, each resource once, in one file. */
async function render(helm: ChartTool, folder: string): Promise<string> {
  const made = Object.values(installations).map((files) => renderChart(helm.program, files));
  const documents = (await Promise.all(made)).flatMap((text) => text.split(/^---$/m));
  const own = documents.filter((text) => /^kind:/m.test(text) && !ofOthers.test(text));
  const path = join(folder, "chart.yaml");
  writeFileSync(path, [...new Set(own)].join("\n---\n"));
  return path;
}

async function validate(path: string): Promise<Result[]> {
  const tool = findPythonTool("kubernetes-validate");
  if (tool === null) return [skip("kubernetes-validate")];
  const args = ["--strict", "--quiet", "-k", kubernetesVersion, path];
  return [await pass(`Kubernetes ${kubernetesVersion}`, tool, args)];
}

async function checkByTools(): Promise<Result[]> {
  const helm = findGoTool("helm");
  if (helm === null) return [skip("helm")];
  const folder = mkdtempSync(join(tmpdir(), "pakaura-chart-"));
  try {
    const linting = Object.entries(installations).map(([name, files]) =>
      pass(`helm lint (${name})`, helm, [
        "lint",
        "--strict",
        chartFolder,
        ...valuesArguments(files),
      ]),
    );
    const validating = render(helm, folder).then(validate, (error: unknown) => [
      { failures: [`helm template: ${String(error)}`], skipped: [] },
    ]);
    return [...(await Promise.all(linting)), ...(await validating)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const results = await checkByTools();
const failures = [...outOfStep(root), ...results.flatMap((result) => result.failures)];
for (const line of [...results.flatMap(({ skipped }) => skipped), ...failures]) console.log(line);
if (failures.length > 0) process.exitCode = 1;

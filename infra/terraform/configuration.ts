import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Block, parseHcl } from "./hcl.ts";

/** A file of the configuration, taken apart. */
export type ConfigurationFile = { path: string; blocks: Block[] };

/** The module of Oracle's cloud. */
export const configurationFolder = join(import.meta.dirname, "oke");

/** Files of one module of Terraform's, which is one folder. Throws with file and line where one is not well formed. */
export function readModule(folder: string): ConfigurationFile[] {
  const names = readdirSync(folder).filter((name) => /\.(tf|tfvars)$/.test(name));
  return names.map((path) => {
    try {
      const { blocks } = parseHcl(readFileSync(join(folder, path), "utf8"));
      return { path, blocks };
    } catch (error) {
      throw new Error(`${path}, ${error instanceof Error ? error.message : String(error)}`);
    }
  });
}

/** Types of resources, or of data, that a module names. */
export function typesOf(kind: "resource" | "data", files: readonly ConfigurationFile[]): string[] {
  const blocks = files.flatMap((file) => file.blocks.filter((block) => block.kind === kind));
  return [...new Set(blocks.map(({ labels }) => labels[0] ?? ""))].sort();
}

import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/** What the build leaves beside the files for those who serve them, and not for those who ask. */
const notForPeople = /(?:^|\/)\.|\.(?:br|gz)$/;

/** The addresses of the files of a folder. Read once: what is not among them does not exist. */
export async function listFiles(folder: string): Promise<Set<string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
  return new Set(paths.filter((path) => !notForPeople.test(path)).map((path) => `/${path}`));
}

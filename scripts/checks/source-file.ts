import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A file of the repository: its path from the root, with slashes, and what is in it. */
export type SourceFile = { path: string; text: string };

/** What a rule found: where, and what is wrong there. */
export type Violation = { path: string; line: number; message: string };

const skippedFolders = /^(node_modules|dist(\..*)?|test-results|playwright-report|\..*)$/;
const readExtensions = /\.(ts|tsx|mjs|md|css|html|sql|json)$/;
const generated = /^package-lock\.json$|\/migrations\/meta\//;

/** Every file below the folder that people write. */
export function readSourceFiles(root: string, folder = ""): SourceFile[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory())
      return skippedFolders.test(entry.name) ? [] : readSourceFiles(root, path);
    if (!entry.isFile() || !readExtensions.test(entry.name) || generated.test(path)) return [];
    return [{ path, text: readFileSync(join(root, path), "utf8") }];
  });
}

/** The number of the line, from 1, that the offset is on. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

/** Tests, and what only tests use. */
export function isTestFile(path: string): boolean {
  return /\.(test|case|fixture)\.tsx?$|^tests\/|\/test-[a-z-]+\.ts$/.test(path);
}

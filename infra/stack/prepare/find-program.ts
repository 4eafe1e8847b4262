import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { ToolMissing } from "./tool-missing.ts";

/** The path of a program on the PATH, or null. */
export function findProgram(name: string): string | null {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null;
}

/** The same, or `ToolMissing` with what the program is for and how to get it. */
export function needProgram(name: string, reason: string): string {
  const path = findProgram(name);
  if (path === null) throw new ToolMissing(`${name} is missing: ${reason}`);
  return path;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

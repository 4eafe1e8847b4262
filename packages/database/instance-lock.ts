import { randomUUID } from "node:crypto";
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DataFolderInUse } from "./errors.ts";
import { processStart } from "./process-start.ts";

export type InstanceLock = { release: () => void };

/**
 * Makes this process the owner of `folder` until `release` or its end, however it ends: the lock of
 * a process that is gone counts for nothing. Throws DataFolderInUse when a living process holds it,
 * this one included.
 *
 * The file appears whole or not at all (`link`). A dead owner's file is replaced by whoever first
 * makes the takeover file named after its content, so that two starting at once cannot both win.
 */
export function takeInstanceLock(folder: string): InstanceLock {
  const path = join(folder, "instance.lock");
  const own = `${process.pid} ${processStart(process.pid)} ${randomUUID()}\n`;
  const draft = join(folder, `instance.${randomUUID()}`);
  writeFileSync(draft, own);
  try {
    while (!tryTake(folder, path, draft));
  } finally {
    rmSync(draft, { force: true });
  }
  return {
    release: () => {
      if (readIfThere(path) === own) rmSync(path, { force: true });
    },
  };
}

/** Whether the lock was taken; false means that it changed hands meanwhile, and to look again. */
function tryTake(folder: string, path: string, draft: string): boolean {
  if (tryLink(draft, path)) return true;
  const held = readIfThere(path);
  if (held === null) return false;
  const livingOwner = livingOwnerOf(held);
  if (livingOwner !== null) throw new DataFolderInUse(folder, livingOwner);

  const takeover = join(folder, `instance.takeover.${held.trim().split(" ").at(-1)}`);
  if (!tryLink(draft, takeover)) {
    const rival = readIfThere(takeover);
    if (rival !== null && livingOwnerOf(rival) === null) rmSync(takeover, { force: true });
    return false;
  }
  try {
    if (readIfThere(path) !== held) return false;
    renameSync(draft, path);
    return true;
  } finally {
    rmSync(takeover, { force: true });
  }
}

function livingOwnerOf(content: string): number | null {
  const [pid = "", start = ""] = content.split(" ");
  return /^\d+$/.test(pid) && processStart(Number(pid)) === start ? Number(pid) : null;
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

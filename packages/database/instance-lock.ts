import { createHash, randomUUID } from "node:crypto";
import {
  closeSync,
  linkSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { DataFolderInUse, LockUnreadable } from "./errors.ts";
import { processStart } from "./process-start.ts";

export type InstanceLock = { release: () => void };

/** More than a lock has. Whatever else is in the file is none, however long. */
const readBytes = 1_024;
/** Many that start at once take turns; nobody needs as many. */
const mostTries = 10_000;

/**
 * Makes this process the owner of `folder` until `release` or its end, however it ends: the lock of
 * a process that is gone counts for nothing. Throws DataFolderInUse when a living process holds it,
 * this one included, and LockUnreadable when something that is no file stands in the lock's place.
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
    for (let tries = 1; !tryTake(folder, path, draft); tries += 1)
      if (tries >= mostTries) throw new LockUnreadable(path, "it is there, and cannot be opened");
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

  // What is in the file may be anything, and not fit for a name.
  const takeover = join(
    folder,
    `instance.takeover.${createHash("sha256").update(held).digest("hex")}`,
  );
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

/** The beginning of the file, byte by byte as it is; null when there is none. */
function readIfThere(path: string): string | null {
  let file: number | undefined;
  try {
    file = openSync(path, "r");
    const bytes = Buffer.alloc(readBytes);
    return bytes.toString("latin1", 0, readSync(file, bytes));
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw new LockUnreadable(path, error instanceof Error ? error.message : String(error), error);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

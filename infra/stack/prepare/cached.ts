import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { takeInstanceLock } from "@pakaura/database/instance-lock";

/** Shared by all checkouts of this user, so that a fresh clone does not build everything again. */
function toolsFolder(): string {
  const { PAKAURA_TOOLS: given, XDG_CACHE_HOME: cache } = process.env;
  return given || join(cache || join(homedir(), ".cache"), "pakaura", "tools");
}

/** Changes when what a tool is made from changes. */
export function keyOf(files: string[], ...words: string[]): string {
  const hash = createHash("sha256").update([process.platform, process.arch, ...words].join("\0"));
  for (const file of files) hash.update("\0").update(readFileSync(file));
  return hash.digest("hex").slice(0, 12);
}

/** The folder `name-key` of the tools; null when nobody has made it yet. */
export function cachedFolder(name: string, key: string): string | null {
  const folder = join(toolsFolder(), `${name}-${key}`);
  return existsSync(folder) ? folder : null;
}

/**
 * The folder `name-key` of the tools, made by `make` when it is not there. It appears whole or not at
 * all, and is made once even when several processes ask at the same time.
 */
export async function cached(
  name: string,
  key: string,
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = join(toolsFolder(), `${name}-${key}`);
  if (existsSync(folder)) return folder;
  const workshop = `${folder}.making`;
  mkdirSync(workshop, { recursive: true });
  const release = await takeLock(workshop);
  try {
    if (existsSync(folder)) return folder;
    const draft = join(workshop, "draft");
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft);
    await make(draft);
    renameSync(draft, folder);
  } finally {
    release();
  }
  rmSync(workshop, { recursive: true, force: true });
  return folder;
}

async function takeLock(folder: string): Promise<() => void> {
  for (;;) {
    try {
      return takeInstanceLock(folder).release;
    } catch (error) {
      const isHeld = error instanceof Error && error.name === "DataFolderInUse";
      const wasRemoved = !statSync(folder, { throwIfNoEntry: false });
      if (!isHeld && !wasRemoved) throw error;
      if (wasRemoved) mkdirSync(folder, { recursive: true });
      await delay(500);
    }
  }
}

import { createHash } from "node:crypto";
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DataFolderDamaged, DataFolderNotWritable, DataFolderVersionMismatch } from "./errors.ts";
import type { PostgresAccount } from "./postgres-account.ts";

/** Longest path of a socket in bytes: 104 with its final zero on macOS, 108 on Linux. */
const socketPathLimit = 103;
const socketName = ".s.PGSQL.5432";

/** Makes the folder if it is not there. Throws DataFolderNotWritable when it cannot be used. */
export function prepareFolder(folder: string): void {
  try {
    makeWithParents(folder);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new DataFolderNotWritable(
      folder,
      error instanceof Error ? error.message : "unknown",
      error,
    );
  }
}

/**
 * As `mkdir -p`. Node's own never ends where the system says that a folder's parent is missing though it is
 * there, as `/proc` does.
 */
function makeWithParents(folder: string): void {
  if (isFolder(folder)) return;
  makeWithParents(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Somebody else was quicker.
    if (!isFolder(folder)) throw error;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Refuses a data folder that this server cannot run on; mends rights that a copy or a restore changed. */
export function checkDataFolder(
  folder: string,
  majorVersion: string,
  account: PostgresAccount,
): void {
  const owner = statSync(folder).uid;
  const self = process.getuid?.();
  if (self !== undefined && self !== 0 && owner !== self) {
    throw new DataFolderNotWritable(
      folder,
      `it belongs to user ${owner}, and this is user ${self}`,
    );
  }
  const versionFile = join(folder, "PG_VERSION");
  if (!existsSync(versionFile)) throw new DataFolderDamaged(folder, "PG_VERSION is missing");
  const found = readFileSync(versionFile, "utf8").trim();
  if (found !== majorVersion) throw new DataFolderVersionMismatch(folder, found, majorVersion);
  // PostgreSQL demands both of these.
  if (account && owner === 0) giveTo(folder, account);
  if ((statSync(folder).mode & 0o777) !== 0o700) chmodSync(folder, 0o700);
}

function giveTo(folder: string, { uid, gid }: NonNullable<PostgresAccount>): void {
  chownSync(folder, uid, gid);
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    lchownSync(join(folder, name), uid, gid);
  }
}

/**
 * An empty folder for the socket that only the server's account can enter: in `directory`, or in the
 * system's temporary folder when a socket path there would be too long for the operating system.
 */
export function prepareSocketFolder(directory: string, account: PostgresAccount): string {
  const beside = join(directory, "socket");
  const isTooLong = Buffer.byteLength(join(beside, socketName)) > socketPathLimit;
  const name = createHash("sha256").update(directory).digest("hex").slice(0, 16);
  const folder = isTooLong ? join(tmpdir(), `pakaura-${name}`) : beside;
  if (isOurs(folder, account)) rmSync(folder, { recursive: true, force: true });
  // Fails when somebody else has put a folder of that name there: it is not to be trusted.
  mkdirSync(folder, { mode: 0o700 });
  if (account) chownSync(folder, account.uid, account.gid);
  return folder;
}

function isOurs(folder: string, account: PostgresAccount): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (!found) return false;
  return found.uid === process.getuid?.() || found.uid === account?.uid;
}

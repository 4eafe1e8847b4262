import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Log } from "@pakaura/database/connection";
import { DataFolderFull } from "@pakaura/database/errors";
import { migrate } from "@pakaura/database/migrate";
import type { Settings } from "./config.ts";
import { unlessAborted } from "./unless-aborted.ts";

/**
 * How long PostgreSQL may take to stop, in milliseconds: it brings everything to the disk first, and the disk may be slow or busy
 * with others.
 */
export const databaseStopMs = 20_000;

export type OpenDatabase = {
  url: string;
  stop: () => Promise<void>;
  /** True when a Pakaura that runs works with it at the same time. */
  isShared: boolean;
  /** Why the embedded PostgreSQL does not run at the moment, or writes nothing, in words for anybody; or null. */
  trouble: () => string | null;
  /** Rejects when the embedded PostgreSQL has ended and no further start can help. */
  failed: Promise<never>;
};

/** Where a running Pakaura says how its database is reached, for `npm run ops`. */
export function addressFile(dataFolder: string): string {
  return join(dataFolder, "database-url");
}

/** Starts the embedded PostgreSQL, or takes the one of DATABASE_URL, and migrates it. The signal ends that. */
export async function openDatabase(
  settings: Settings,
  log: Log,
  signal = new AbortController().signal,
): Promise<OpenDatabase> {
  const never = new Promise<never>(() => {});
  if (settings.DATABASE_URL !== undefined) {
    await unlessAborted(migrate({ url: settings.DATABASE_URL, log }), signal);
    const url = settings.DATABASE_URL;
    return { url, stop: async () => {}, isShared: false, trouble: () => null, failed: never };
  }
  const { keepCluster } = await import("@pakaura/database/keep-cluster");
  const { watchDisk } = await import("@pakaura/database/watch-disk");
  const directory = join(settings.PAKAURA_DATA, "postgres");
  const cluster = await keepCluster({ directory, durable: true, log, signal });
  const url = cluster.url();
  const file = addressFile(settings.PAKAURA_DATA);
  const disk = await watchDisk({ directory, reload: cluster.reload, log });
  const stop = async (): Promise<void> => {
    disk.stop();
    rmSync(file, { force: true });
    await cluster.stop();
  };
  try {
    const migrated = migrate({ url, log, isOurs: true });
    await unlessAborted(Promise.race([migrated, cluster.failed]), signal);
    writeFileSync(file, url, { mode: 0o600 });
  } catch (error) {
    await stop();
    throw disk.isFull() ? new DataFolderFull(settings.PAKAURA_DATA) : error;
  }
  const { failed } = cluster;
  function trouble(): string | null {
    if (disk.isFull()) return "the disk is full: nothing is written until there is room";
    return cluster.trouble() === null ? null : "PostgreSQL ended, and is started again";
  }
  return { url, stop, isShared: false, trouble, failed };
}

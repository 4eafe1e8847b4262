import { randomBytes } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { open, rename, statfs } from "node:fs/promises";
import { join } from "node:path";
import type { Log } from "./connection.ts";
import { createWriteSwitch } from "./write-switch.ts";

/** Keeps PostgreSQL alive on a disk without room: it refuses writes, goes on reading, and writes again once there is room. */
export type DiskWatch = {
  isFull: () => boolean;
  stop: () => void;
};

type DiskWatchOptions = {
  /** Where PostgreSQL has its data folder, `data`. */
  directory: string;
  /** Has PostgreSQL read its settings again, if it runs. */
  reload: () => void;
  log: Log;
  checkMs?: number;
};

const megabyte = 1_048_576;
/**
 * PostgreSQL ends when it cannot add to its log, 16 MB at a time, and needs as much again to recover. The reserve is room
 * that nobody else has taken when that happens.
 */
const reserveBytes = 32 * megabyte;
/** Less than the next piece of the log. */
const tooLittleBytes = 16 * megabyte;
/** The reserve fits in again, and there is room besides. */
const enoughBytes = 2 * reserveBytes;

/**
 * Looks every second how much room there is. Resolves when PostgreSQL writes or does not write as the room
 * at this moment allows.
 */
export async function watchDisk(options: DiskWatchOptions): Promise<DiskWatch> {
  const { directory, reload, log, checkMs = 1_000 } = options;
  const reserve = join(directory, "reserve");
  const begun = `${reserve}.begun`;
  const writes = createWriteSwitch(join(directory, "data"));
  let isFull = writes.isReadOnly();
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  /** Resolves with the room that there is, in bytes. */
  async function look(): Promise<number> {
    const { bavail, bsize } = await statfs(directory);
    const room = bavail * bsize;
    const wasFull = isFull;
    isFull = room < tooLittleBytes || (wasFull && room < enoughBytes);
    if (isFull) for (const path of [reserve, begun]) rmSync(path, { force: true });
    if (isFull !== writes.isReadOnly()) {
      writes.set(isFull);
      reload();
    }
    if (isFull && !wasFull) log.error({ directory }, "The disk is full: writes are refused");
    if (wasFull && !isFull) log.warn({ directory }, "There is room on the disk again");
    return room;
  }

  /** It never takes the last room: the disk would be full for as long as it is written. */
  async function keepReserve(room: number): Promise<void> {
    if (isFull || room < enoughBytes || existsSync(reserve)) return;
    await takeRoom(begun);
    await rename(begun, reserve);
  }

  /** A folder that is gone, or a disk without room for a single byte: the next look tries again. */
  async function lookOn(): Promise<void> {
    await look()
      .then(keepReserve)
      .catch(() => undefined);
    lookLater();
  }

  function lookLater(): void {
    if (!isStopped) timer = setTimeout(() => void lookOn(), checkMs).unref();
  }

  await look().catch(() => undefined);
  lookLater();
  return {
    isFull: () => isFull,
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

/** Of random bytes, so that the room is really taken, also where the file system packs what is written. */
async function takeRoom(path: string): Promise<void> {
  const file = await open(path, "w", 0o600);
  try {
    const block = randomBytes(megabyte);
    for (let written = 0; written < reserveBytes; written += block.length) await file.write(block);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

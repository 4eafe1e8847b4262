import { existsSync, readFileSync } from "node:fs";
import type { Log } from "@pakaura/database/connection";
import { takeInstanceLock } from "@pakaura/database/instance-lock";
import type { Settings } from "./config.ts";
import { addressFile, openDatabase, type OpenDatabase } from "./open-database.ts";

/** The database of a Pakaura that runs on this data folder, or the same one started for the moment. */
export async function findDatabase(settings: Settings, log: Log): Promise<OpenDatabase> {
  if (settings.DATABASE_URL !== undefined) return openDatabase(settings, log);
  const folder = settings.PAKAURA_DATA;
  if (!existsSync(folder)) {
    throw new Error(`there is no data folder ${folder}; PAKAURA_DATA names another one`);
  }
  try {
    const lock = takeInstanceLock(folder);
    const database = await openDatabase(settings, log).catch((error: unknown) => {
      lock.release();
      throw error;
    });
    const stop = async (): Promise<void> => {
      await database.stop();
      lock.release();
    };
    return { ...database, stop };
  } catch (error) {
    const file = addressFile(folder);
    const isRunning =
      error instanceof Error && error.name === "DataFolderInUse" && existsSync(file);
    if (!isRunning) throw error;
    return {
      url: readFileSync(file, "utf8"),
      stop: async () => {},
      isShared: true,
      trouble: () => null,
      failed: new Promise<never>(() => {}),
    };
  }
}

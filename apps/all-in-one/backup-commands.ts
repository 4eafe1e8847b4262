import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { writeBackup } from "@pakaura/database/backup";
import { createPool } from "@pakaura/database/connection";
import { restoreBackup } from "@pakaura/database/restore";
import { prepareJobs } from "@pakaura/platform/embedded/job-store";
import { createLogger } from "@pakaura/service/logging";
import { askOperators, printRefusal } from "./ask-operators.ts";
import type { Settings } from "./config.ts";
import { findDatabase } from "./find-database.ts";

/** Writes a backup, whether Pakaura runs or not; resolves with the exit code. */
export async function backUp(settings: Settings, file: string): Promise<number> {
  if (existsSync(file)) {
    console.error(`${file} exists already, and is left as it is`);
    return 1;
  }
  const log = createLogger("ops", settings.LOG_LEVEL);
  const database = await findDatabase(settings, log);
  try {
    const { rows } = await writeBackup(database.url, file);
    console.log(`${rows} rows written to ${file}`);
    return 0;
  } finally {
    await database.stop();
  }
}

/**
 * Puts a backup in place of everything there is. A Pakaura that runs does it itself, because its
 * services must stand still meanwhile, and begins anew. Resolves with the exit code.
 */
export async function restore(
  settings: Settings,
  file: string,
  { isForced }: { isForced: boolean },
): Promise<number> {
  if (settings.DATABASE_URL !== undefined) {
    console.error("DATABASE_URL is set: restore it by the means of that PostgreSQL (pg_restore)");
    return 1;
  }
  const log = createLogger("ops", settings.LOG_LEVEL);
  const database = await findDatabase(settings, log);
  try {
    const users = await countUsers(database.url);
    if (users > 0 && !isForced) {
      const whose = users === 1 ? "1 user" : `${users} users`;
      console.error(`There is data of ${whose}. Add --replace to put the backup in its place.`);
      return 1;
    }
    if (!database.isShared) await restoreInto(database.url, file);
    else {
      const body = { file: resolve(file) };
      const answer = await askOperators(settings, "POST", "restore", body);
      if (!answer.ok) return printRefusal(answer);
    }
    console.log("Restored. Open sessions fetch everything again.");
    return 0;
  } finally {
    await database.stop();
  }
}

/** Puts a backup into a database that nobody else works with. */
export async function restoreInto(url: string, file: string): Promise<void> {
  const pool = createPool({ url, max: 1 });
  try {
    await prepareJobs(pool);
  } finally {
    await pool.end();
  }
  await restoreBackup(url, file);
}

async function countUsers(url: string): Promise<number> {
  const pool = createPool({ url, max: 1 });
  try {
    const { rows } = await pool.query<{ count: number }>("select count(*) as count from users");
    return rows[0]?.count ?? 0;
  } finally {
    await pool.end();
  }
}

import { setTimeout as delay } from "node:timers/promises";
import { checkSchema } from "@pakaura/database/check-schema";
import type { Log } from "@pakaura/database/connection";
import { DatabaseNotPermitted, DatabaseUnreachable, SchemaTooOld } from "@pakaura/database/errors";

type Waiting = {
  url: string;
  log: Log;
  waitMs: number;
  pauseMs?: number;
  /** In tests, another check. */
  check?: (url: string) => Promise<void>;
};

/** Of a database that comes up, or that has not been migrated: it has no such role yet, or not all tables. */
const passing = [DatabaseUnreachable, DatabaseNotPermitted, SchemaTooOld];

/**
 * Waits until the database is there and has what this version needs, where somebody else migrates it. Rejects with the reason
 * after `waitMs`, and at once when the database is one of a newer version.
 */
export async function awaitSchema(waiting: Waiting): Promise<void> {
  const { url, log, waitMs, pauseMs = 1_000, check = checkSchema } = waiting;
  let told = "";
  for (const since = performance.now(); ; await delay(pauseMs)) {
    try {
      return await check(url);
    } catch (error) {
      const isPassing = passing.some((kind) => error instanceof kind);
      if (!isPassing || performance.now() - since > waitMs) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      if (reason !== told) log.info({ reason }, "Waits for the database");
      told = reason;
    }
  }
}

import { checkSchema } from "@pakaura/database/check-schema";
import type { Log } from "@pakaura/database/connection";
import { DatabaseNotPermitted, DatabaseUnreachable, SchemaTooOld } from "@pakaura/database/errors";
import { keepTrying } from "../keep-trying.ts";

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
  const { url, log, check = checkSchema, ...patience } = waiting;
  await keepTrying(() => check(url), {
    ...patience,
    isPassing: (error) => passing.some((kind) => error instanceof kind),
    onWait: (reason) => log.info({ reason }, "Waits for the database"),
  });
}

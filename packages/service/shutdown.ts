import type { Logger } from "pino";
import { isDatabaseUnavailable } from "./database-unavailable.ts";
import { explainFailure } from "./explain-failure.ts";

/** Enough for everything to end on a busy machine. */
export const stopWithinMs = 10_000;

export type ShutdownOptions = {
  log: Logger;
  /** What runs, as it is called where its end is told. */
  name: string;
  /** Ends everything, in order; while it still starts, takes back what there is. */
  stop: () => Promise<void>;
  /** After this the process exits with code 1, whatever still runs. */
  deadlineMs?: number;
  exit?: (code: number) => void;
};

export type Shutdown = {
  /** Stops because somebody wants it: exit code 0. A second time exits at once, with code 1. */
  stop: (reason: string) => Promise<void>;
  /** Stops because something broke, and says what in one line on standard error: exit code 1. */
  fail: (error: unknown) => Promise<void>;
};

/**
 * Stops on SIGINT, SIGTERM and SIGHUP, and on an error that nobody caught: once, within the deadline. The exit code is
 * 0 only when somebody asked for the end and everything stopped in time.
 */
export function handleShutdown({
  log,
  name,
  stop,
  deadlineMs = stopWithinMs,
  exit = (code) => process.exit(code),
}: ShutdownOptions): Shutdown {
  let stopping: Promise<void> | undefined;
  let exitCode = 0;

  async function stopInTime(reason: string): Promise<void> {
    log.debug({ reason }, "stopping");
    const deadline = setTimeout(() => {
      log.error({ deadline_ms: deadlineMs }, "did not stop in time");
      exit(1);
    }, deadlineMs);
    try {
      await stop();
    } catch (error) {
      exitCode = 1;
      log.error({ error }, "could not stop cleanly");
    }
    clearTimeout(deadline);
    exit(exitCode);
  }

  async function stopOnce(reason: string): Promise<void> {
    if (stopping) return exit(1);
    stopping = stopInTime(reason);
    await stopping;
  }

  async function fail(error: unknown): Promise<void> {
    exitCode = 1;
    console.error(explainFailure(error, `${name} ended`));
    log.debug({ error }, "a part failed");
    await (stopping ??= stopInTime("a part failed"));
  }

  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => void stopOnce(signal));
  // Of a rejection that nobody handles, too. What went on when it came may have been left half done.
  process.on("uncaughtException", (error, origin) => {
    // The library of jobs leaves promises alone that fail with the database, which comes back.
    if (origin === "unhandledRejection" && isDatabaseUnavailable(error)) {
      return log.warn({ error }, "something that nobody waited for failed with the database");
    }
    log.fatal({ error }, "an error that nobody caught");
    void fail(error);
  });
  return { stop: stopOnce, fail };
}

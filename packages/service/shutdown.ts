import type { Logger } from "pino";

export type ShutdownOptions = {
  log: Logger;
  /** Ends everything, in order. */
  stop: () => Promise<void>;
  /** After this the process exits with code 1, whatever still runs. */
  deadlineMs?: number;
  exit?: (code: number) => void;
};

/**
 * Stops on SIGINT and SIGTERM: once, within the deadline, then exits with code 0 (1 when stopping
 * failed or took too long). A second signal exits at once. Returns the function that the signals call.
 */
export function handleShutdown({
  log,
  stop,
  deadlineMs = 2_500,
  exit = (code) => process.exit(code),
}: ShutdownOptions) {
  let isStopping = false;

  async function shutdown(reason: string): Promise<void> {
    if (isStopping) return exit(1);
    isStopping = true;
    log.debug({ reason }, "stopping");
    const deadline = setTimeout(() => {
      log.error({ deadlineMs }, "did not stop in time");
      exit(1);
    }, deadlineMs);
    try {
      await stop();
      clearTimeout(deadline);
      exit(0);
    } catch (error) {
      clearTimeout(deadline);
      log.error({ error }, "could not stop cleanly");
      exit(1);
    }
  }

  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => void shutdown(signal));
  return shutdown;
}

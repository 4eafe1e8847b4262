import { createLogger } from "@pakaura/service/logging";
import { handleShutdown, stopWithinMs } from "@pakaura/service/shutdown";
import { readSettings } from "./config.ts";
import { explainFailure } from "./explain-failure.ts";
import { databaseStopMs } from "./open-database.ts";
import { type Running, start } from "./start.ts";

const standardError = 2;

/**
 * Starts everything and prints the address to open, alone on the last line; or prints one line on
 * standard error that says why not, and ends with exit code 1.
 */
export async function run(options: { hasWebApp: boolean }): Promise<void> {
  const interrupted = new AbortController();
  try {
    const settings = readSettings(process.env);
    const logOf = (service: string) => createLogger(service, settings.LOG_LEVEL, standardError);
    const log = logOf("pakaura");
    let running: Promise<Running> | undefined;
    const { stop, fail } = handleShutdown({
      log,
      name: "Pakaura",
      deadlineMs: stopWithinMs + databaseStopMs,
      async stop() {
        interrupted.abort();
        // A start that is interrupted takes back by itself what it has done.
        const started = await running?.catch(() => null);
        await started?.stop();
      },
    });
    // Whoever started us is gone without a word (kill -9): nobody else would end us.
    process.once("disconnect", () => void stop("the launcher ended"));

    const begin = async (port: number): Promise<Running> => {
      running = start({
        settings: { ...settings, PORT: port },
        logOf,
        hasWebApp: options.hasWebApp,
        signal: interrupted.signal,
        say: (line) => console.log(line),
        onRestored: () => void beginAgain(running),
      });
      const begun = await running;
      begun.failed.catch(fail);
      return begun;
    };
    const beginAgain = async (before: Promise<Running> | undefined): Promise<void> => {
      try {
        const old = await before;
        await old?.stop();
        await begin((old && Number(new URL(old.url).port)) || settings.PORT);
      } catch (error) {
        if (!interrupted.signal.aborted) void fail(error);
      }
    };
    const pakaura = await begin(settings.PORT);
    console.log(`Pakaura is ready; Ctrl-C stops it. Open:\n${pakaura.url}`);
  } catch (error) {
    if (interrupted.signal.aborted) return;
    console.error(explainFailure(error, "Pakaura could not start"));
    process.exit(1);
  }
}

import { createLogger } from "@pakaura/service/logging";
import { handleShutdown } from "@pakaura/service/shutdown";
import { readSettings } from "./config.ts";
import { explainFailure } from "./explain-failure.ts";
import { type Running, start } from "./start.ts";

const standardError = 2;

/**
 * Starts everything and prints the address to open, alone on the last line; or prints one line on
 * standard error that says why not, and ends with exit code 1.
 */
export async function run(options: { hasWebApp: boolean }): Promise<void> {
  const interrupted = new AbortController();
  let stop = async (): Promise<void> => interrupted.abort();
  try {
    const settings = readSettings(process.env);
    const log = createLogger("pakaura", settings.LOG_LEVEL, standardError);
    const shutdown = handleShutdown({ log, stop: () => stop() });
    // Whoever started us is gone without a word (kill -9): nobody else would end us.
    process.once("disconnect", () => void shutdown("the launcher ended"));

    const begin = async (port: number): Promise<Running> => {
      const running = await start({
        settings: { ...settings, PORT: port },
        log,
        hasWebApp: options.hasWebApp,
        signal: interrupted.signal,
        say: (line) => console.log(line),
        onRestored: () => void beginAgain(running),
      });
      stop = running.stop;
      running.failed.catch(fail);
      return running;
    };
    const beginAgain = async (old: Running): Promise<void> => {
      try {
        await old.stop();
        await begin(Number(new URL(old.url).port) || settings.PORT);
      } catch (error) {
        fail(error);
      }
    };
    const fail = (error: unknown): void => {
      console.error(explainFailure(error));
      process.exitCode = 1;
      void shutdown("a part failed");
    };
    const pakaura = await begin(settings.PORT);
    console.log(`Pakaura is ready; Ctrl-C stops it. Open:\n${pakaura.url}`);
  } catch (error) {
    if (interrupted.signal.aborted) return;
    console.error(explainFailure(error));
    process.exit(1);
  }
}

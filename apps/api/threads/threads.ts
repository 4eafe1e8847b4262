import { Problem } from "@pakaura/service/problem";
import { type MessagePort, MessageChannel } from "node:worker_threads";
import type { Piscina } from "piscina";
import type { Logger } from "pino";
import type { Outcome, ThreadData, ThreadFunctions } from "./thread-work.ts";
import { watchMemory } from "./watch-memory.ts";

type ThreadsOptions = {
  /** How many may run; further work waits. */
  threads: number;
  /** With the time that it waits, in milliseconds; what takes longer is ended. */
  timeLimitMs: number;
  memoryLimitMegabytes: number;
};

export type Threads = {
  /**
   * Has a function of `thread.ts` do its work, which has the other end of `port`. `done` rejects with the
   * problem that it met, with `body_too_large` when it wants more memory than there is for it, and with
   * `unavailable` when it takes too long. An aborted signal ends it.
   */
  start: <Name extends keyof ThreadFunctions>(
    name: Name,
    work: Parameters<ThreadFunctions[Name]>[0]["work"],
    signal: AbortSignal,
  ) => { port: MessagePort; done: Promise<ResultOf<Name>> };
  close: () => Promise<void>;
};

type ResultOf<Name extends keyof ThreadFunctions> = Extract<
  Awaited<ReturnType<ThreadFunctions[Name]>>,
  { result: unknown }
>["result"];

type Asked = { work: unknown; port: MessagePort };
type Pool = Piscina<Asked, Outcome<never>>;

/** How far above our limit the engine's own stands, which may end the process with the thread. */
const emergencyFactor = 8;

/** A thread that nobody needs for this long is ended. */
const idleTimeoutMs = 30_000;

/** Threads for work that would hold up the one that answers requests. None is there until somebody needs it. */
export function createThreads(
  { log, ...data }: ThreadData & { log: Logger },
  options: ThreadsOptions,
): Threads {
  let pool: Promise<Pool> | null = null;
  let working = 0;
  let stopWatching: () => void = () => undefined;

  async function createPool(): Promise<Pool> {
    const { Piscina } = await import("piscina");
    const created: Pool = new Piscina({
      filename: new URL("thread.ts", import.meta.url).href,
      workerData: data,
      minThreads: 0,
      maxThreads: options.threads,
      idleTimeout: idleTimeoutMs,
      resourceLimits: { maxOldGenerationSizeMb: emergencyFactor * options.memoryLimitMegabytes },
      // The default blocks an idle thread, and with it what its database connections have to say.
      atomics: "disabled",
    });
    // Of one that ends while it has nothing to do; the event alone would end the process.
    created.on("error", (error) => log.warn({ error }, "a thread ended"));
    stopWatching = watchMemory(() => created.threads, {
      limitMegabytes: options.memoryLimitMegabytes,
      isWorking: () => working > 0,
    });
    return created;
  }

  async function run(name: string, asked: Asked, gone: AbortSignal) {
    const late = AbortSignal.timeout(options.timeLimitMs);
    working += 1;
    try {
      const signal = AbortSignal.any([gone, late]);
      // It wants a list, and its types the other form that postMessage takes.
      const transferList = [asked.port] as never;
      const outcome = await (
        await (pool ??= createPool())
      ).run(asked, { name, transferList, signal });
      if ("result" in outcome) return outcome.result;
      const { code, detail, ...rest } = outcome.problem;
      throw new Problem(code, detail, rest);
    } catch (error) {
      if (late.aborted) throw ended("This took too long, and was ended.");
      if (gone.aborted) throw ended("This was ended, because nobody waits for it any more.");
      throw isOutOfMemory(error)
        ? new Problem("body_too_large", "This needs more memory than there is for it.")
        : error;
    } finally {
      working -= 1;
    }
  }

  return {
    start(name, work, signal) {
      const { port1, port2 } = new MessageChannel();
      return { port: port1, done: run(name, { work, port: port2 }, signal) };
    },
    async close() {
      stopWatching();
      await (await pool)?.destroy();
    },
  };
}

function ended(detail: string): Problem {
  return new Problem("unavailable", detail, { headers: { "retry-after": "60" } });
}

/** Beside the signal of its work nothing ends a thread but what it takes of memory. */
function isOutOfMemory(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const isEnded = error.message.startsWith("worker exited with code");
  return isEnded || Reflect.get(error, "code") === "ERR_WORKER_OUT_OF_MEMORY";
}

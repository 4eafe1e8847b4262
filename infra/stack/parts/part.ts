import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { dyingWithUs } from "./dying-with-us.ts";

/** One process of the stack, on ports and data that stay the same over restarts. */
export type Part = {
  name: string;
  logFile: string;
  /** The process that runs now, or null. */
  pid: () => number | null;
  /** SIGTERM, and SIGKILL when that does not help in time. May be called again. */
  stop: () => Promise<void>;
  /** SIGKILL: ends it as a crash does. */
  kill: () => Promise<void>;
  /** Stops it if it runs, starts it again, and resolves when it answers. */
  restart: () => Promise<void>;
  /** Calls `listener` each time that it ends without having been asked to, with its exit code or signal. */
  onCrash: (listener: (reason: string) => void) => void;
};

export type PartOptions = {
  name: string;
  command: string;
  args: string[];
  /** The whole environment: parts do not inherit ours. */
  environment: Record<string, string>;
  /** Where it works; made when it is not there. */
  folder: string;
  logFile: string;
  /** Whether it really answers; asked again and again, and may reject. */
  isReady: () => Promise<boolean>;
  /** How long it may take to answer: far more than on a slow machine. One that ends is not waited for. */
  startMs?: number;
  /** How long it may take to stop by itself. */
  stopMs?: number;
};

const askAgainMs = 30;
/** What takes long is asked less often: a whole stack that starts is busy enough. */
const shareOfTime = 1 / 20;
const lastLines = 8;

function tail(path: string): string {
  return readFileSync(path, "utf8").trimEnd().split("\n").slice(-lastLines).join("\n");
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Starts a process and resolves when it answers; rejects with the end of its log when it does not. */
export async function startPart(options: PartOptions): Promise<Part> {
  const { name, logFile, folder, startMs = 900_000, stopMs = 10_000 } = options;
  const listeners: ((reason: string) => void)[] = [];
  let child: ChildProcess | null = null;
  /** Those that answered, until they are asked to end: their end is a crash. */
  const atWork = new WeakSet<ChildProcess>();

  function launch(): ChildProcess {
    mkdirSync(folder, { recursive: true });
    mkdirSync(dirname(logFile), { recursive: true });
    const log = openSync(logFile, "a");
    const { command, args } = dyingWithUs(options.command, options.args);
    const started = spawn(command, args, {
      cwd: folder,
      env: options.environment,
      stdio: ["ignore", log, log],
      // A group of its own: the terminal's Ctrl-C is for us, and we stop the parts in order.
      detached: true,
    });
    closeSync(log);
    started.on("exit", (code, signal) => {
      if (!atWork.has(started)) return;
      for (const listener of listeners) listener(signal ?? `exit code ${code}`);
    });
    started.on("error", () => undefined);
    return started;
  }

  async function waitUntilReady(started: ChildProcess): Promise<void> {
    const startedAt = performance.now();
    const elapsed = (): number => performance.now() - startedAt;
    let reason = "not ready";
    const isReady = () =>
      options.isReady().catch((error: unknown) => {
        reason = String(error);
        return false;
      });
    while (!(await isReady())) {
      if (started.pid === undefined) throw new Error(`${name}: ${options.command} cannot be run`);
      if (hasEnded(started)) throw new Error(`${name} ended at its start: ${tail(logFile)}`);
      if (elapsed() > startMs)
        throw new Error(
          `${name} does not answer after ${startMs} ms (${reason}): ${tail(logFile)}`,
        );
      await delay(Math.max(askAgainMs, elapsed() * shareOfTime));
    }
  }

  async function start(): Promise<void> {
    const started = launch();
    child = started;
    try {
      await waitUntilReady(started);
      atWork.add(started);
    } catch (error) {
      await end("SIGKILL", 0);
      throw error;
    }
  }

  async function end(signal: NodeJS.Signals, patienceMs: number): Promise<void> {
    const running = child;
    if (running === null || running.pid === undefined || hasEnded(running)) return;
    atWork.delete(running);
    const ended = once(running, "exit");
    running.kill(signal);
    const force = setTimeout(() => running.kill("SIGKILL"), patienceMs);
    await ended;
    clearTimeout(force);
  }

  const stop = () => end("SIGTERM", stopMs);
  await start();
  return {
    name,
    logFile,
    pid: () => (child === null || hasEnded(child) ? null : (child.pid ?? null)),
    stop,
    kill: () => end("SIGKILL", 0),
    restart: async () => {
      await stop();
      await start();
    },
    onCrash: (listener) => void listeners.push(listener),
  };
}

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { isOnStack } from "../product.ts";

const oneProcess = new URL("../../apps/all-in-one/main.ts", import.meta.url).pathname;
const stack = new URL("../../infra/stack/main.ts", import.meta.url).pathname;
const command = isOnStack ? [stack] : [oneProcess, "--without-web-app"];

/** What a start that was expected to fail ended with. */
export type Failure = { exitCode: number | null; stdout: string; stderr: string };

type Settings = Record<string, string>;

function spawnPakaura(settings: Settings, words: string[] = []): ChildProcess {
  const { PATH, HOME, PAKAURA_TOOLS } = process.env;
  return spawn(process.execPath, [...command, ...words], {
    env: { PATH, HOME, PAKAURA_TOOLS, PORT: "0", INTERNAL_PORT: "0", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function collect(child: ChildProcess): { stdout: string; stderr: string } {
  const written = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.setEncoding("utf8").on("data", (text: string) => (written[name] += text));
  }
  return written;
}

/** Starts Pakaura with settings that it cannot start with. */
export async function startInVain(settings: Settings): Promise<Failure> {
  const child = spawnPakaura(settings);
  const written = collect(child);
  await once(child, "close");
  return { exitCode: child.exitCode, ...written };
}

export type Launched = {
  process: ChildProcess;
  pid: number;
  written: { stdout: string; stderr: string };
  /** Ends it by the signal; resolves with the exit code and the milliseconds that it took. */
  end: (signal: NodeJS.Signals) => Promise<{ exitCode: number | null; ms: number }>;
  /** Resolves with the exit code when it has ended by itself. */
  ended: Promise<number | null>;
};

/** Begins to start Pakaura, with these words behind its command. */
export function launchPakaura(settings: Settings, ...words: string[]): Launched {
  const child = spawnPakaura(settings, words);
  if (child.pid === undefined) throw new Error("Pakaura was not started");
  const closed = once(child, "close");
  return {
    process: child,
    pid: child.pid,
    written: collect(child),
    ended: closed.then(() => child.exitCode),
    end: async (signal) => {
      const since = performance.now();
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await closed;
      return { exitCode: child.exitCode, ms: performance.now() - since };
    },
  };
}

export type Started = Launched & { url: string };

/** Starts Pakaura and waits for its last line. */
export async function startPakaura(settings: Settings, ...words: string[]): Promise<Started> {
  const launched = launchPakaura(settings, ...words);
  const { stdout } = launched.process;
  if (!stdout) throw new Error("Pakaura has no output");
  for await (const line of createInterface({ input: stdout })) {
    if (/^http:\/\/\S+$/.test(line)) return { ...launched, url: line };
  }
  throw new Error(`Pakaura did not start: ${launched.written.stderr}`);
}

const opsEntry = new URL("../../apps/all-in-one/ops.ts", import.meta.url).pathname;

/** Runs a command of an operator to its end. */
export async function runOps(settings: Settings, ...words: string[]): Promise<Failure> {
  const child = spawn(process.execPath, [opsEntry, ...words], {
    env: { PATH: process.env["PATH"], ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const written = collect(child);
  await once(child, "close");
  return { exitCode: child.exitCode, ...written };
}

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const form = process.env["PAKAURA_TEST_ON"];
/** `npm run test:stack` has every service as processes of its own, over Kafka and Dapr. */
export const isOnStack = form === "stack";
/** `npm run test:cluster` has them as pods. */
export const isOnCluster = form === "cluster";
const main = isOnStack ? "../infra/stack/main.ts" : "../apps/all-in-one/main.ts";
const entry = new URL(main, import.meta.url).pathname;
const urlLine = /^https?:\/\/\S+$/;

/** One running Pakaura: the process that `npm start` ends up with. */
export type Product = {
  url: string;
  process: ChildProcess;
  /** Milliseconds from spawn to the line with the URL. */
  startMs: number;
  /** Everything that it wrote to stderr so far. */
  stderr: () => string;
  /** Ends it as Ctrl-C does; resolves with the exit code. */
  stop: () => Promise<number | null>;
  /** Ends it as a crash does. */
  kill: () => Promise<void>;
};

export type ProductOptions = { dataDirectory: string; environment?: Record<string, string> };

async function readUrl(child: ChildProcess): Promise<string | null> {
  if (!child.stdout) return null;
  for await (const line of createInterface({ input: child.stdout })) {
    if (urlLine.test(line.trim())) return line.trim();
  }
  return null;
}

/** Starts Pakaura on free ports; rejects with what it printed when it does not come up. */
export async function startProduct(options: ProductOptions): Promise<Product> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [entry], {
    env: {
      ...process.env,
      PORT: "0",
      INTERNAL_PORT: "0",
      HOST: "127.0.0.1",
      PAKAURA_DATA: options.dataDirectory,
      ...options.environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let errors = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (errors += text));
  const url = await readUrl(child);
  if (url === null) throw new Error(`Pakaura did not start: ${errors}`);
  child.stdout?.resume();
  const startMs = performance.now() - startedAt;

  async function end(signal: "SIGINT" | "SIGKILL"): Promise<number | null> {
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, "exit");
      child.kill(signal);
      await exited;
    }
    return child.exitCode;
  }
  return {
    url,
    process: child,
    startMs,
    stderr: () => errors,
    stop: () => end("SIGINT"),
    kill: async () => {
      await end("SIGKILL");
    },
  };
}

/** A folder for one product's data, removed by `remove`. */
export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "pakaura-"));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}

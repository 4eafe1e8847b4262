import { setTimeout as delay } from "node:timers/promises";
import { type Cluster, type ClusterOptions, type ServerExit, startCluster } from "./cluster.ts";
import type { Log } from "./connection.ts";
import {
  ClusterEnded,
  ClusterFailed,
  DataFolderDamaged,
  DataFolderFull,
  DataFolderInUse,
  DataFolderVersionMismatch,
} from "./errors.ts";

/** A cluster whose server is started again whenever it ends, at the same URL. */
export type KeptCluster = {
  url: Cluster["url"];
  /** Process id of the server that runs now, or null. */
  pid: () => number | null;
  /** Why no server runs at the moment, or null. */
  trouble: () => string | null;
  /** Has the server read its settings again. One that is started reads them anyway. */
  reload: () => void;
  stop: () => Promise<void>;
  /** Rejects with ClusterEnded when no further start can help; never resolves. */
  failed: Promise<never>;
};

type KeptOptions = ClusterOptions & {
  /** Tells a person that it ended, and that it runs again. */
  onChange?: (line: string) => void;
};

const firstPauseMs = 100;
const longestPauseMs = 5_000;
/** One that ran this long had started well, and its end is another matter. */
const healthyMs = 30_000;
/** So many starts in a row that failed for a reason that may pass: half a minute at least. */
const mostRefusals = 10;

/**
 * As startCluster, and starts the server again, after pauses that grow, whenever it ends although nobody
 * asked it to. A disk without room is waited for; a data folder that is gone or damaged is the end.
 */
export async function keepCluster(options: KeptOptions): Promise<KeptCluster> {
  const { log, onChange = () => undefined } = options;
  const first = await startCluster(options);
  const stopping = new AbortController();
  const kept = { stopping: stopping.signal, options, log };
  let cluster: Cluster | null = first;
  let trouble: string | null = null;

  async function keepOn(): Promise<void> {
    let pauseMs = firstPauseMs;
    for (let running = first; ;) {
      const startedAt = performance.now();
      const exit = await running.exited;
      cluster = null;
      await running.stop();
      if (stopping.signal.aborted) return;
      if (performance.now() - startedAt > healthyMs) pauseMs = firstPauseMs;
      trouble = reasonOf(exit);
      log?.error({ reason: trouble }, "PostgreSQL ended, and is started again");
      onChange(`PostgreSQL ended (${trouble}); starting it again`);
      const again = await startAgain({ ...kept, pauseMs, say: (reason) => (trouble = reason) });
      if (!again) return;
      pauseMs = nextPause(again.pauseMs);
      cluster = running = again.cluster;
      trouble = null;
      log?.warn({ process: running.pid }, "PostgreSQL runs again");
      onChange(`PostgreSQL runs again (process ${running.pid})`);
    }
  }

  const keeping = keepOn();
  const failed = keeping.then((): Promise<never> => new Promise(() => {}));
  // Whoever does not ask for it must not be ended by it.
  failed.catch(() => undefined);
  return {
    url: first.url,
    pid: () => cluster?.pid ?? null,
    trouble: () => trouble,
    reload() {
      if (cluster) process.kill(cluster.pid, "SIGHUP");
    },
    failed,
    async stop() {
      stopping.abort();
      await cluster?.stop();
      await keeping.catch(() => undefined);
    },
  };
}

type Again = {
  options: ClusterOptions;
  log: Log | undefined;
  stopping: AbortSignal;
  pauseMs: number;
  say: (reason: string) => void;
};

/** Tries until it runs; null when it is not wanted any more. Rejects with ClusterEnded. */
async function startAgain({ options, log, stopping, pauseMs, say }: Again) {
  for (let refusals = 0; ; pauseMs = nextPause(pauseMs)) {
    await delay(pauseMs, undefined, { signal: stopping }).catch(() => undefined);
    if (stopping.aborted) return null;
    try {
      const again = { ...options, isExisting: true, signal: stopping };
      return { cluster: await startCluster(again), pauseMs };
    } catch (error) {
      if (stopping.aborted) return null;
      const reason = whyNotStarted(error);
      if (!(error instanceof DataFolderFull)) refusals += 1;
      if (isHopeless(error) || refusals > mostRefusals)
        throw new ClusterEnded(reason, { cause: error });
      say(reason);
      log?.warn({ reason, pauseMs: nextPause(pauseMs) }, "PostgreSQL could not be started again");
    }
  }
}

/** A data folder that is not to be used. Everything else, such as a lack of memory, may pass. */
function isHopeless(error: unknown): boolean {
  return [DataFolderDamaged, DataFolderInUse, DataFolderVersionMismatch].some(
    (kind) => error instanceof kind,
  );
}

function whyNotStarted(error: unknown): string {
  if (error instanceof ClusterFailed) return error.reason;
  return error instanceof Error ? error.message : String(error);
}

function nextPause(pauseMs: number): number {
  return Math.min(longestPauseMs, pauseMs * 2);
}

function reasonOf({ code, signal, reason }: ServerExit): string {
  return reason ?? signal ?? `exit code ${code}`;
}

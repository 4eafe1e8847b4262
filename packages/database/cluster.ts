import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import type { Log } from "./connection.ts";
import { DataFolderDamaged } from "./errors.ts";
import { explainServerError } from "./explain-server-error.ts";
import { initializeDataFolder, serverEnvironment } from "./initialize-data-folder.ts";
import { takeInstanceLock } from "./instance-lock.ts";
import { stopOrphanedPostmaster, stopPostmaster } from "./orphaned-postmaster.ts";
import { choosePostgresAccount, commandAs, type PostgresAccount } from "./postgres-account.ts";
import { findPostgresBinaries, type PostgresBinaries } from "./postgres-binaries.ts";
import { checkDataFolder, prepareFolder, prepareSocketFolder } from "./cluster-folders.ts";
import { serverArguments } from "./server-settings.ts";
import { createServerWords, isTelling, readyLine } from "./server-words.ts";

/** The database that a new cluster has. */
export const databaseName = "pakaura";
const userName = "pakaura";
const startPatienceMs = 300_000;
/** What it says last arrives within this. */
const lastWordsMs = 500;

export type ServerExit = {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** What the server said of it, if anything. */
  reason?: string | undefined;
};

export type Cluster = {
  /** The URL of a database of the cluster, of its own one if none is named. */
  url: (name?: string) => string;
  /** Process id of the server. */
  pid: number;
  /** Stops the server and gives the folder free. May be called again. */
  stop: () => Promise<void>;
  /** Resolves when the server has ended, whoever ended it. */
  exited: Promise<ServerExit>;
};

type Command = { command: string; args: string[] };

export type ClusterOptions = {
  directory: string;
  /** Nothing is made where there is no data folder: it is to be the one that was there before. */
  isExisting?: boolean;
  durable: boolean;
  log?: Log;
  /** For how many clients, if not for one process's. */
  maxConnections?: number;
  /** What the server is to be started by, if not directly. */
  startedBy?: (command: string, args: string[]) => Command;
  /** Ends the start; it then rejects, and leaves no process behind. */
  signal?: AbortSignal | undefined;
};

/**
 * Starts a PostgreSQL that only this process reaches, with its data in `directory`/data, made on the
 * first start. What an earlier process that was killed left behind is no obstacle. Without `durable`
 * nothing is synced to disk, for tests.
 *
 * Rejects with DataFolderInUse, DataFolderNotWritable, DataFolderFull, DataFolderDamaged,
 * DataFolderVersionMismatch or ClusterFailed; the folder is then as it was.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const directory = resolve(options.directory);
  const dataFolder = join(directory, "data");
  if (options.isExisting && !existsSync(dataFolder))
    throw new DataFolderDamaged(dataFolder, "it is not there any more");
  prepareFolder(directory);
  const lock = takeInstanceLock(directory);
  try {
    const binaries = findPostgresBinaries();
    const account = choosePostgresAccount(dataFolder);
    if (existsSync(dataFolder)) {
      checkDataFolder(dataFolder, binaries.majorVersion, account);
    } else {
      await initializeDataFolder({
        ...options,
        dataFolder,
        databaseName,
        userName,
        account,
        binaries,
      });
    }
    const { server, socketFolder, exited } = await startServer({
      ...options,
      dataFolder,
      binaries,
      account,
    });
    return ownCluster(server, exited, socketFolder, lock.release);
  } catch (error) {
    lock.release();
    throw error;
  }
}

type ServerOptions = ClusterOptions & {
  dataFolder: string;
  binaries: PostgresBinaries;
  account: PostgresAccount;
};
type Attempt = {
  server: ChildProcess;
  exited: Promise<ServerExit>;
  isReady: boolean;
  output: string;
};

/** Children of a killed server may hold its memory for a moment longer, and a server may be starting unseen. */
const passingTrouble = /pre-existing shared memory block|"postmaster\.pid" already exists/;

async function startServer(options: ServerOptions) {
  const deadline = performance.now() + startPatienceMs;
  for (;;) {
    await stopOrphanedPostmaster(options.dataFolder);
    const socketFolder = prepareSocketFolder(resolve(options.directory), options.account);
    const { server, exited, isReady, output } = await tryServer(options, socketFolder);
    if (isReady) return { server, exited, socketFolder };
    options.signal?.throwIfAborted();
    if (!passingTrouble.test(output) || performance.now() > deadline) {
      throw explainServerError(options.dataFolder, output);
    }
    await delay(50);
  }
}

/** Starts the server and waits until it accepts connections or ends. */
async function tryServer(options: ServerOptions, socketFolder: string): Promise<Attempt> {
  const { dataFolder, binaries, account, log } = options;
  const { startedBy = (command, args) => ({ command, args }) } = options;
  const settings = serverArguments({ ...options, socketFolder });
  const started = startedBy(binaries.postgres, ["-D", dataFolder, ...settings]);
  const paths = [dataFolder, binaries.postgres, socketFolder];
  const {
    command,
    args,
    options: spawnOptions,
  } = commandAs(account, started.command, started.args, paths);
  const server = spawn(command, args, {
    ...spawnOptions,
    cwd: "/",
    env: serverEnvironment(),
    stdio: ["ignore", "ignore", "pipe"],
    // A group of its own: the terminal's Ctrl-C is for us, and we stop the server last.
    detached: true,
  });
  const interrupt = () => void server.kill("SIGINT");
  options.signal?.addEventListener("abort", interrupt, { once: true });
  const words = createServerWords();
  const ready = new Promise<boolean>((settle) => {
    createInterface({ input: server.stderr }).on("line", (line) => {
      words.hear(line);
      if (line.includes(readyLine)) settle(true);
      if (isTelling(line)) log?.warn({ line }, "PostgreSQL");
    });
  });
  const exited = endOf(server).then((exit) => ({ ...exit, reason: words.lastComplaint() }));
  const isReady = await Promise.race([ready, exited.then(() => false)]);
  options.signal?.removeEventListener("abort", interrupt);
  return { server, exited, isReady, output: words.all() };
}

/** Its own end: processes that it has left behind may hold its output open for longer. */
async function endOf(server: ChildProcess): Promise<Omit<ServerExit, "reason">> {
  const closed = once(server, "close");
  const [code, signal] = (await once(server, "exit")) as [number | null, NodeJS.Signals | null];
  await Promise.race([closed, delay(lastWordsMs, undefined, { ref: false })]);
  return { code, signal };
}

function ownCluster(
  server: ChildProcess,
  exited: Promise<ServerExit>,
  socketFolder: string,
  release: () => void,
): Cluster {
  const pid = server.pid;
  if (pid === undefined) throw new Error("A server that is ready has a process id");
  const host = encodeURIComponent(socketFolder);
  // Whoever leaves without stopping (process.exit) leaves no server behind.
  const stopAtExit = () => void server.kill("SIGINT");
  process.once("exit", stopAtExit);
  const ended = exited.finally(() => process.off("exit", stopAtExit));
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    // The number of one that has ended may be somebody else's by now.
    if (server.exitCode === null && server.signalCode === null) await stopPostmaster(pid);
    await ended;
    rmSync(socketFolder, { recursive: true, force: true });
    release();
  };
  return {
    url: (name = databaseName) => `postgresql:///${name}?host=${host}&user=${userName}`,
    pid,
    stop: () => (stopped ??= stop()),
    exited: ended,
  };
}

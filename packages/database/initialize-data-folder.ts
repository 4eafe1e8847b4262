import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import {
  chownSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { commandAs, type PostgresAccount } from "./postgres-account.ts";
import type { PostgresBinaries } from "./postgres-binaries.ts";
import { explainServerError } from "./explain-server-error.ts";

type Options = {
  dataFolder: string;
  databaseName: string;
  userName: string;
  durable: boolean;
  account: PostgresAccount;
  binaries: PostgresBinaries;
  /** Ends it; what there is so far is removed. */
  signal?: AbortSignal | undefined;
};

/** An initdb whose owner was killed may still be writing into its folder for a moment. */
const removal = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 };

/**
 * Makes a data folder with one database. It is made beside its place and moved there when it is
 * whole, so that one that is there is always usable; what an interrupted attempt left is removed.
 */
export async function initializeDataFolder(options: Options): Promise<void> {
  const { dataFolder, account } = options;
  const parent = dirname(dataFolder);
  removeDrafts(parent);
  const draft = join(parent, `data.new-${randomUUID()}`);
  mkdirSync(draft, { mode: 0o700 });
  if (account) chownSync(draft, account.uid, account.gid);
  try {
    await runInitdb(options, draft);
    await createDatabase(options, draft);
    renameSync(draft, dataFolder);
    if (options.durable) syncFolder(parent);
    // Once more: what was still being written to the first time has come to its end by now.
    removeDrafts(parent);
  } catch (error) {
    rmSync(draft, removal);
    throw error;
  }
}

function removeDrafts(parent: string): void {
  for (const name of readdirSync(parent)) {
    if (name.startsWith("data.new-")) rmSync(join(parent, name), removal);
  }
}

async function runInitdb(
  { binaries, userName, durable, account, signal }: Options,
  draft: string,
): Promise<void> {
  const args = ["-D", draft, "-U", userName, "-A", "trust", "-E", "UTF8", "--no-instructions"];
  args.push(
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    ...(durable ? [] : ["--no-sync"]),
  );
  const command = (locale: string) =>
    commandAs(account, binaries.initdb, [...args, `--locale=${locale}`], [draft, binaries.initdb]);
  // The character classes of trigram search come from this locale; macOS may not have it.
  const first = await run(command("C.UTF-8"), "", signal);
  if (first.code === 0) return;
  const isLocaleMissing = /invalid locale/.test(first.output);
  const result = isLocaleMissing ? await run(command("C"), "", signal) : first;
  if (result.code !== 0) throw explainServerError(draft, result.output);
}

/** In single-user mode, so that a start never has to look whether its database is there. */
async function createDatabase(
  { binaries, databaseName, durable, account, signal }: Options,
  draft: string,
) {
  const args = ["--single", "-D", draft, "-c", `fsync=${durable ? "on" : "off"}`, "template1"];
  const command = commandAs(account, binaries.postgres, args, [draft, binaries.postgres]);
  const { code, output } = await run(command, `create database ${databaseName}\n`, signal);
  if (code !== 0 || /^.*(ERROR|FATAL|PANIC):/m.test(output))
    throw explainServerError(draft, output);
}

function run(
  { command, args, options }: ReturnType<typeof commandAs>,
  input: string,
  signal?: AbortSignal,
) {
  return new Promise<{ code: number | null; output: string }>((resolve, reject) => {
    const child = spawn(command, args, {
      ...options,
      cwd: "/",
      env: serverEnvironment(),
      stdio: "pipe",
      signal,
    });
    let output = "";
    const collect = (chunk: Buffer) => (output += chunk.toString());
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", (error) => {
      // One that is told to end still writes: `close` comes when nothing of it does any more.
      if (!signal?.aborted) reject(error);
    });
    child.on("close", (code) => {
      if (signal?.aborted) reject(new Error("Interrupted", { cause: signal.reason }));
      else resolve({ code, output });
    });
    child.stdin.on("error", () => {}); // A program that ended early says why in its output.
    child.stdin.end(input);
  });
}

/** Without the caller's PG* and LC_* variables, which PostgreSQL would obey. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" };
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

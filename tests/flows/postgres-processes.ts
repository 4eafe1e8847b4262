import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The data of the PostgreSQL that a Pakaura starts. */
export const postgresFolder = (dataFolder: string) => join(dataFolder, "postgres/data");

/** The process that all others of PostgreSQL come from. */
export function postmasterOf(dataFolder: string): number {
  const file = join(postgresFolder(dataFolder), "postmaster.pid");
  return Number(readFileSync(file, "utf8").split("\n")[0]);
}

function childrenOf(dataFolder: string): { pid: number; command: string }[] {
  const args = ["-o", "pid=,command=", "--ppid", String(postmasterOf(dataFolder))];
  const lines = execFileSync("ps", args, { encoding: "utf8" }).trim().split("\n");
  return lines.map((line) => ({ pid: Number.parseInt(line, 10), command: line }));
}

/** One process of PostgreSQL that somebody is connected to. */
export function aBackendOf(dataFolder: string): number {
  const backend = childrenOf(dataFolder).find(({ command }) => command.includes("pakaura"));
  if (backend === undefined) throw new Error("Nobody is connected to PostgreSQL");
  return backend.pid;
}

/** Sends a signal to PostgreSQL as a whole. */
export function signalPostgres(dataFolder: string, signal: NodeJS.Signals): void {
  const pids = [postmasterOf(dataFolder), ...childrenOf(dataFolder).map(({ pid }) => pid)];
  for (const pid of pids) process.kill(pid, signal);
}

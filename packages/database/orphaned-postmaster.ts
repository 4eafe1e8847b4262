import { execFileSync } from "node:child_process";
import {
  existsSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { processStart } from "./process-start.ts";

/**
 * Stops a server that still runs on `dataFolder` although whoever started it is gone. Call it only
 * while holding the instance lock. A leftover `postmaster.pid` whose number belongs to another
 * process by now is made harmless, and one that names none, as after a power failure, is removed.
 */
export async function stopOrphanedPostmaster(dataFolder: string): Promise<void> {
  const pidFile = join(dataFolder, "postmaster.pid");
  if (!existsSync(pidFile)) return;
  const lines = readFileSync(pidFile, "utf8").split("\n");
  const pid = Math.abs(Number(lines[0]));
  if (!Number.isInteger(pid) || pid === 0) {
    // PostgreSQL refuses to start beside it. It tells a server that still writes by other means as well.
    rmSync(pidFile, { force: true });
    return;
  }
  if (processStart(pid) === null) return;
  if (isPostmasterOf(pid, dataFolder)) return stopPostmaster(pid);
  // PostgreSQL takes any living process of its account for a rival, except its own parent. The other
  // lines stay: by them it finds out whether children of the dead server still write.
  writeFileSync(pidFile, [process.pid, ...lines.slice(1)].join("\n"));
}

/** Stops a server: politely, then at once (recovery follows at the next start), then by force. */
export async function stopPostmaster(pid: number): Promise<void> {
  const steps = [
    ["SIGINT", 10_000],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 5_000],
  ] as const;
  for (const [signal, patienceMs] of steps) {
    if (!trySignal(pid, signal)) return;
    if (await isGoneWithin(pid, patienceMs)) return;
  }
}

function trySignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

async function isGoneWithin(pid: number, patienceMs: number): Promise<boolean> {
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    if (processStart(pid) === null) return true;
    await delay(10);
  }
  return false;
}

/** A server works inside its data folder; where that cannot be asked, its command line names it. */
function isPostmasterOf(pid: number, dataFolder: string): boolean {
  try {
    if (process.platform === "linux")
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(dataFolder);
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).includes(
      dataFolder,
    );
  } catch {
    return false;
  }
}

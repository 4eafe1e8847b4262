import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * A mark of when process `pid` started, or null when there is no such process. Two processes that
 * had the same pid one after the other have different marks, also across a reboot.
 */
export function processStart(pid: number): string | null {
  return process.platform === "linux" ? linuxProcessStart(pid) : posixProcessStart(pid);
}

/** proc(5): field 3 is the state, field 22 the start time in ticks since boot; field 2 may contain spaces. */
function linuxProcessStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const isGone = fields[0] === "Z" || fields[0] === "X";
    return isGone
      ? null
      : `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}/${fields[19]}`;
  } catch {
    return null;
  }
}

function posixProcessStart(pid: number): string | null {
  try {
    const args = ["-o", "lstart=", "-p", String(pid)];
    return execFileSync("ps", args, { encoding: "utf8", stdio: "pipe" }).trim() || null;
  } catch {
    return null;
  }
}

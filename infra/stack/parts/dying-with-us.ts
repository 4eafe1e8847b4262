import { spawnSync } from "node:child_process";

/** Our own end may come before the signal is set. */
const runUnlessOrphaned = ["sh", "-c", '[ "$PPID" = "$0" ] && exec "$@"', String(process.pid)];
let isUsable: boolean | undefined;

/**
 * The command such that its process gets a signal from the system when ours ends in whatever way: nothing
 * of a stack outlives who started it. prctl(2), PR_SET_PDEATHSIG; on systems without it an orphan may stay.
 */
export function dyingWithUs(
  command: string,
  args: string[],
  signal: "KILL" | "INT" = "KILL",
): { command: string; args: string[] } {
  const setDeathSignal = ["--pdeathsig", signal, "--"];
  isUsable ??= spawnSync("setpriv", [...setDeathSignal, "true"]).status === 0;
  if (!isUsable) return { command, args };
  return { command: "setpriv", args: [...setDeathSignal, ...runUnlessOrphaned, command, ...args] };
}

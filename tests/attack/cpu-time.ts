import { readFileSync } from "node:fs";

/** Of Linux on every processor that we know: a hundredth of a second. */
const tickMs = 10;

/**
 * The processor time that a process has used so far, in milliseconds; null where the system does not tell.
 * A process that held others up for as long has used at least as much, however busy its machine is.
 */
export function cpuTimeMs(pid: number): number | null {
  if (process.platform !== "linux") return null;
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name of the program, in brackets, may have blanks; the 12th and 13th field after it are user and system.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * tickMs;
}

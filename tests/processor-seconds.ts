import { readFileSync } from "node:fs";

const clockTicks = 100;

/** Seconds of the processor that a process has used; 0 for one that is gone. Linux only. */
export function processorSeconds(pid: number | null): number {
  if (pid === null) return 0;
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / clockTicks;
}

/** Of a PostgreSQL with the processes of its connections. */
export function processorSecondsOfChildren(parent: number | null): number {
  if (parent === null) return 0;
  const children = readFileSync(`/proc/${parent}/task/${parent}/children`, "utf8").trim();
  return children
    .split(" ")
    .filter((pid) => pid !== "")
    .reduce((sum, pid) => sum + processorSeconds(Number(pid)), processorSeconds(parent));
}

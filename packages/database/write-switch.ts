import { closeSync, existsSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";

const setting = "default_transaction_read_only";
const line = new RegExp(`^${setting} = '(on|off)' *$`, "m");

/** As long in either position, so that it takes no further room to write it down. */
function lineOf(isReadOnly: boolean): string {
  return `${setting} = ${isReadOnly ? "'on' " : "'off'"}`;
}

/**
 * Whether a PostgreSQL refuses all writes (25006, read_only_sql_transaction), in the file where it keeps what it was
 * told (as by ALTER SYSTEM). Changed in place, because a full disk has no room for the new file that PostgreSQL would
 * make. It counts from the next start or SIGHUP on, and over restarts.
 */
export type WriteSwitch = { isReadOnly: () => boolean; set: (isReadOnly: boolean) => void };

export function createWriteSwitch(dataFolder: string): WriteSwitch {
  const path = join(dataFolder, "postgresql.auto.conf");
  const read = () => (existsSync(path) ? readFileSync(path, "utf8") : "");
  return {
    isReadOnly: () => line.exec(read())?.[1] === "on",
    set(isReadOnly) {
      const text = read();
      const changed = line.test(text)
        ? text.replace(line, lineOf(isReadOnly))
        : `${text.trimEnd()}\n${lineOf(isReadOnly)}\n`;
      if (changed === text) return;
      const file = openSync(path, "r+");
      try {
        const length = writeSync(file, changed, 0);
        ftruncateSync(file, length);
      } finally {
        closeSync(file);
      }
    },
  };
}

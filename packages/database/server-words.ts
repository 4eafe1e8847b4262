/** What a server says when it can be used, after each recovery as well. */
export const readyLine = "database system is ready to accept connections";

/** What it tells those who ask too early or hold a connection at its end: no reason of anything. */
const consequences =
  /the database system is |terminating (background worker|connection|any other)|startup process/;
/** Whether a line tells whoever looks after the server something that they do not know by another. */
export function isTelling(line: string): boolean {
  return / (FATAL|PANIC|WARNING): /.test(line) && !consequences.test(line);
}

const complaint = /(?:FATAL|PANIC|ERROR|error): (.*)/;
const keptLength = 20_000;

/** What a server has written since it was last ready: it names why it ended, and only the newest counts. */
export type ServerWords = {
  hear: (line: string) => void;
  all: () => string;
  /** The last reason that it gave. */
  lastComplaint: () => string | undefined;
};

export function createServerWords(): ServerWords {
  let words = "";
  let last: string | undefined;
  return {
    hear(line) {
      if (line.includes(readyLine)) {
        words = "";
        last = undefined;
      }
      words = `${words}${line}\n`.slice(-keptLength);
      const reason = complaint.exec(line)?.[1]?.trim();
      if (reason !== undefined && !consequences.test(reason)) last = reason;
    },
    all: () => words,
    lastComplaint: () => last,
  };
}

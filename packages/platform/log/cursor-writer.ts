import { moveCursors } from "./cursors.ts";
import type { GroupRunner } from "./group-runner.ts";
import type { Session } from "./session.ts";

/** Stores the positions of all groups together, at most every `intervalMs`: a crash repeats at most that much. */
export type CursorWriter = { moved: () => void; flush: () => Promise<void>; stop: () => void };

export function createCursorWriter(
  session: Session,
  runners: readonly GroupRunner[],
  intervalMs: number,
): CursorWriter {
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  let isStopped = false;

  async function write(): Promise<void> {
    const moves = runners.map((runner) => runner.pendingMove()).filter((move) => move !== null);
    if (moves.length === 0) return;
    const moved = await moveCursors(session.control(), moves);
    for (const { group, to } of moves) {
      const runner = runners.find((one) => one.group === group);
      const version = moved.get(group);
      if (version !== undefined) runner?.stored({ at: to, version });
      // Somebody rewound it meanwhile.
      else if (!isStopped) void runner?.restart().catch(() => undefined);
    }
  }

  function flush(): Promise<void> {
    // A failure means that the connection is lost, and with it the lock: the next holder repeats a little.
    writing = writing.then(write).catch(() => undefined);
    return writing;
  }

  return {
    flush,
    moved() {
      if (timer || isStopped) return;
      timer = setTimeout(() => {
        timer = undefined;
        void flush();
      }, intervalMs).unref();
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

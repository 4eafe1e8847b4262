import type { Task } from "@pakaura/contract/task";
import type { StreamPosition } from "../lib/stream-position.ts";
import type { LocalData, Written } from "./local-data.ts";

/** What changes within this time is written down together, in milliseconds. */
const gatherMs = 100;

export type Keeper = {
  /** These tasks, and with them the place in the stream, are to be written down. */
  keep: (ids: Iterable<string>, position?: StreamPosition) => void;
  /** Operations with these orders are done with. */
  settle: (orders: Iterable<number>) => void;
  /** What is not written down yet, or only just being. */
  waiting: () => ReadonlySet<string>;
  /** Writes down everything that waits. */
  flush: () => Promise<void>;
};

/** Writes what changes into the browser's memory, a moment later and together, and tells `onWritten` of it. */
export function createKeeper(
  local: Pick<LocalData, "save">,
  known: ReadonlyMap<string, Task>,
  onWritten: (written: Written) => void,
): Keeper {
  const writing = new Set<ReadonlySet<string>>();
  let taskIds = new Set<string>();
  let settled: number[] = [];
  let position: StreamPosition | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (taskIds.size === 0 && settled.length === 0 && position === null) return;
    const changes = { taskIds, known, settled, position };
    taskIds = new Set();
    settled = [];
    position = null;
    writing.add(changes.taskIds);
    try {
      const written = await local.save(changes);
      if (written) onWritten(written);
    } catch {
      // There is no room, or the person has signed out. What is kept is older then, but whole:
      // the place in the stream is written with the tasks or not at all.
      for (const id of changes.taskIds) taskIds.add(id);
      settled.push(...changes.settled);
      position ??= changes.position;
    }
    writing.delete(changes.taskIds);
  }

  function wait(): void {
    timer ??= setTimeout(() => void flush(), gatherMs);
  }

  return {
    keep: (ids, reached) => {
      for (const id of ids) taskIds.add(id);
      if (reached) position = reached;
      wait();
    },
    settle: (orders) => {
      settled.push(...orders);
      wait();
    },
    waiting: () => new Set([...writing, taskIds].flatMap((ids) => [...ids])),
    flush,
  };
}

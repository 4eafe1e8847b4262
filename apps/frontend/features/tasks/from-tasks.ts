import type { Task } from "@pakaura/contract/task";
import type { TaskStore } from "./task-store.ts";

/** Reads something that is made from all tasks; it is made again only after they have changed. */
export function fromTasks<Result>(
  store: TaskStore,
  make: (tasks: ReadonlyMap<string, Task>) => Result,
): () => Result {
  let last: { revision: number; result: Result } | null = null;
  return () => {
    const revision = store.revision();
    if (last?.revision !== revision) last = { revision, result: make(store.tasks) };
    return last.result;
  };
}

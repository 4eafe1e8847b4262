import type { Task } from "@pakaura/contract/task";
import { withPending } from "./apply-pending.ts";
import type { TaskOperation } from "./operation.ts";

/** By their ids, how tasks that are shown otherwise now were shown before; `all` when they are not worth counting. */
export type Changed = ReadonlyMap<string, Task | undefined> | "all";

/**
 * Every task of the person, once: as the server said, and as it is shown, which is with the changes
 * that are still on their way. Taking a change back is nothing but dropping its operation.
 */
export type TaskStore = {
  /** As shown. */
  tasks: ReadonlyMap<string, Task>;
  /** As the server said. */
  known: ReadonlyMap<string, Task>;
  /** Counts the changes, so that what was made from the tasks can be kept until the next. */
  revision: () => number;
  /** Takes in tasks that the server told of; older ones are dropped. Returns the ids of those taken. */
  accept: (tasks: readonly Task[]) => ReadonlySet<string>;
  /**
   * Puts everything that was read in place of what is known. Of one epoch, newer versions that are known stay,
   * and so does what was told of since the reading began: `before` is what was known then.
   */
  replaceAll: (tasks: readonly Task[], isSameEpoch: boolean, before: ReadonlySet<Task>) => void;
  setOperations: (operations: readonly TaskOperation[]) => void;
  clear: () => void;
  subscribe: (listener: (changed: Changed) => void) => () => void;
};

export function createTaskStore(): TaskStore {
  const known = new Map<string, Task>();
  const shown = new Map<string, Task>();
  const listeners = new Set<(changed: Changed) => void>();
  let operations: readonly TaskOperation[] = [];
  let byTask = new Map<string, TaskOperation[]>();
  let revision = 0;

  function publish(changed: Changed): void {
    revision += 1;
    for (const listener of listeners) listener(changed);
  }

  function showAnew(ids: ReadonlySet<string>): void {
    if (ids.size === 0) return;
    const changed = new Map([...ids].map((id) => [id, shown.get(id)]));
    for (const id of ids) show(id);
    publish(changed);
  }

  function show(id: string): void {
    const task = withPending(known.get(id) ?? null, byTask.get(id) ?? []);
    if (task) shown.set(id, task);
    else shown.delete(id);
  }

  function showAll(): void {
    shown.clear();
    for (const [id, task] of known) shown.set(id, task);
    for (const { taskId } of operations) show(taskId);
    publish("all");
  }

  return {
    tasks: shown,
    known,
    revision: () => revision,
    accept: (tasks) => {
      const taken = new Set<string>();
      for (const task of tasks) {
        if ((known.get(task.id)?.version ?? 0) >= task.version) continue;
        known.set(task.id, task);
        taken.add(task.id);
      }
      showAnew(taken);
      return taken;
    },
    replaceAll: (tasks, isSameEpoch, before) => {
      const read = new Map(tasks.map((task) => [task.id, task]));
      for (const [id, task] of isSameEpoch ? known : []) {
        const other = read.get(id);
        if (other ? task.version > other.version : !before.has(task)) read.set(id, task);
      }
      known.clear();
      for (const [id, task] of read) known.set(id, task);
      showAll();
    },
    setOperations: (next) => {
      const before = new Set(operations);
      const after = new Set(next);
      const changed = new Set(
        [...before.symmetricDifference(after)].map((operation) => operation.taskId),
      );
      operations = next;
      byTask = Map.groupBy(next, ({ taskId }) => taskId);
      showAnew(changed);
    },
    clear: () => {
      known.clear();
      operations = [];
      byTask.clear();
      showAll();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

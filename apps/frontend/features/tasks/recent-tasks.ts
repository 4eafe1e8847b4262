import type { Task } from "@pakaura/contract/task";

const keptMs = 60_000;

/** The tasks that we heard of within the last minute. */
export type RecentTasks = {
  /** Remembers tasks and returns those that are not older than what is known already. */
  add: (tasks: readonly Task[], now: number) => readonly Task[];
  list: (now: number) => readonly Task[];
  clear: () => void;
};

/**
 * Remembers what came in lately. An answer that was under way while an event arrived is older than
 * the event; the newer tasks are then placed into it again.
 */
export function createRecentTasks(): RecentTasks {
  const recent = new Map<string, { task: Task; at: number }>();

  function prune(now: number): void {
    for (const [id, { at }] of recent) {
      if (at > now - keptMs) return;
      recent.delete(id);
    }
  }

  return {
    add: (tasks, now) => {
      prune(now);
      const newest = tasks.filter(
        (task) => (recent.get(task.id)?.task.version ?? 0) <= task.version,
      );
      for (const task of newest) {
        recent.delete(task.id);
        recent.set(task.id, { task, at: now });
      }
      return newest;
    },
    list: (now) => {
      prune(now);
      return [...recent.values()].map((entry) => entry.task);
    },
    clear: () => recent.clear(),
  };
}

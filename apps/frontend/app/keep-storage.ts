import type { TaskStore } from "../features/tasks/task-store.ts";

/** Asks the browser not to give up what it keeps here; at once, or as soon as there are tasks to be kept. */
export function keepStorage({ tasks, subscribe }: Pick<TaskStore, "tasks" | "subscribe">): void {
  if (tasks.size > 0) return void ask();
  const stop = subscribe(() => {
    if (tasks.size === 0) return;
    stop();
    void ask();
  });
}

async function ask(): Promise<void> {
  // Over plain HTTP there is none.
  const storage: StorageManager | undefined = navigator.storage;
  try {
    if (storage && !(await storage.persisted())) await storage.persist();
  } catch {
    // Then it is kept for as long as there is room.
  }
}

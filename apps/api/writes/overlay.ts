import type { Change } from "../tasks/change.ts";
import type { StoredTask } from "../tasks/stored-task.ts";
import type { Tasks } from "./job.ts";

/** A view of tasks in which changes show at once, for decisions that build upon each other. */
export class Overlay implements Tasks {
  #tasks: Map<string, StoredTask>;

  constructor(tasks: Iterable<StoredTask>) {
    this.#tasks = new Map();
    for (const task of tasks) this.#tasks.set(task.id, task);
  }

  get(id: string): StoredTask | undefined {
    return this.#tasks.get(id);
  }

  all(): StoredTask[] {
    return [...this.#tasks.values()];
  }

  /** Shows what these changes lead to. */
  apply(changes: readonly Change[]): void {
    for (const change of changes) this.#tasks.set(change.after.id, change.after);
  }
}

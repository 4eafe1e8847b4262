import type { Change, DecisionContext } from "../tasks/change.ts";
import { deleteTask } from "../tasks/delete-task.ts";
import type { StoredTask } from "../tasks/stored-task.ts";

/**
 * Moves an instance to the trash that is not due after all, because the one before it was opened again.
 * It stands for no date then, which tells it from one that its user deleted: that one is done.
 */
export function takeBack(instance: StoredTask, context: DecisionContext): Change[] {
  return deleteTask(instance, context).map((change) => ({
    ...change,
    after: { ...change.after, occurrence: null },
  }));
}

/** Whether an instance was taken back, and has not come again since. */
export function isTakenBack(instance: StoredTask): boolean {
  return instance.deletedAt !== null && instance.occurrence === null;
}

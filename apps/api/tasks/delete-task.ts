import { type Change, changed, type DecisionContext, toChange } from "./change.ts";
import type { StoredTask } from "./stored-task.ts";

/** Moves a task to the trash. */
export function deleteTask(task: StoredTask, context: DecisionContext): Change[] {
  const deletedAt = new Date(context.now).toISOString();
  return [toChange("task.deleted", task, changed(task, { deletedAt }, context), context)];
}

/** Takes a task out of the trash, with these values; one that is not there stays as it is. */
export function restoreTask(
  task: StoredTask,
  context: DecisionContext,
  values: Partial<Pick<StoredTask, "rule">> = {},
): Change[] {
  if (task.deletedAt === null) return [];
  const after = changed(task, { ...values, deletedAt: null }, context);
  return [toChange("task.restored", task, after, context)];
}

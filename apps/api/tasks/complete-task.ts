import { type Change, changed, type DecisionContext, toChange } from "./change.ts";
import type { StoredTask } from "./stored-task.ts";

/** Completes a task; one that is completed stays as it is. */
export function completeTask(task: StoredTask, context: DecisionContext): Change[] {
  if (task.completedAt !== null) return [];
  const completedAt = new Date(context.now).toISOString();
  return [toChange("task.completed", task, changed(task, { completedAt }, context), context)];
}

/** Opens a completed task again; an open one stays as it is. */
export function uncompleteTask(task: StoredTask, context: DecisionContext): Change[] {
  if (task.completedAt === null) return [];
  const after = changed(task, { completedAt: null }, context);
  return [toChange("task.uncompleted", task, after, context)];
}

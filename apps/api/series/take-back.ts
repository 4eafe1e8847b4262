import { type Change, changed, type DecisionContext, toChange } from "../tasks/change.ts";
import type { StoredTask } from "../tasks/stored-task.ts";

/**
 * Takes an instance away that is not due after all, because the one before it was opened again or moved. It
 * stands for no date then, which tells it from one that its user deleted: that one is done, and in the trash.
 */
export function takeBack(instance: StoredTask, context: DecisionContext): Change[] {
  const deletedAt = new Date(context.now).toISOString();
  const after = changed(instance, { deletedAt, occurrence: null }, context);
  return [toChange("task.deleted", instance, after, context)];
}

import { type Change, type DecisionContext } from "../tasks/change.ts";
import type { StoredTask } from "../tasks/stored-task.ts";
import { updateTask } from "../tasks/update-task.ts";

/** Takes a tag away from tasks that have it, or puts another in its place: one change per task. */
export function replaceTag(
  tasks: readonly StoredTask[],
  oldTag: string,
  newTag: string | null,
  context: DecisionContext,
): Change[] {
  return tasks.flatMap((task) => {
    const others = task.tags.filter((tag) => tag !== oldTag);
    const tags = newTag === null ? others : [...others, newTag];
    return updateTask(task, { tags }, context);
  });
}

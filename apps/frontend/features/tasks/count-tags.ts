import type { Tag } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";
import type { Recipe } from "./derived.ts";

/** The tags of all tasks out of the trash, most used first, as `GET /tags` answers them. */
export function countTags(tasks: ReadonlyMap<string, Task>): readonly Tag[] {
  const counts = new Map<string, number>();
  for (const { tags, deleted_at: deletedAt } of tasks.values()) {
    if (deletedAt !== null) continue;
    for (const name of tags) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .map(([name, count]) => ({ name, task_count: count }))
    .toSorted(
      (left, right) => right.task_count - left.task_count || (left.name < right.name ? -1 : 1),
    );
}

/** Counted anew when a task has other tags, or goes into the trash or out of it. */
export const tagsRecipe: Recipe<readonly Tag[]> = {
  make: countTags,
  mend: (counted, _id, before, after) =>
    countedIn(before).join("\n") === countedIn(after).join("\n") ? counted : null,
};

function countedIn(task: Task | undefined): readonly string[] {
  return task && task.deleted_at === null ? task.tags : [];
}

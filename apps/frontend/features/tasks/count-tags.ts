import type { Tag } from "@pakaura/contract/http";
import type { Task } from "@pakaura/contract/task";

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

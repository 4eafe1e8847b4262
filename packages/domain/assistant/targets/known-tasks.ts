import type { Context } from "../context.ts";
import type { AssistantTask } from "../world.ts";

/** A task as the clauses before left it; null when they deleted it. */
export function taskOf(
  task: AssistantTask | undefined,
  { changed }: Context,
): AssistantTask | null {
  if (task === undefined) return null;
  return changed.get(task.id) ?? task;
}

/** The tasks of some ids that are there, in that order; with `trash`, deleted ones too. */
export function tasksOf(
  ids: readonly string[],
  { world, changed }: Context,
  withTrash = false,
): AssistantTask[] {
  const all = withTrash ? [...world.tasks, ...world.trash] : world.tasks;
  const byId = new Map(all.map((task) => [task.id, task]));
  return ids.flatMap((id) => changed.get(id) ?? byId.get(id) ?? []);
}

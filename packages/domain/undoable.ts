import type { ActivityEntry } from "@pakaura/contract/events";

const undoableActions: ReadonlySet<string> = new Set([
  "task.created",
  "task.updated",
  "task.completed",
  "task.uncompleted",
  "task.deleted",
  "task.restored",
  "recurrence.stopped",
]);

/**
 * Whether what an entry tells of can be taken back while nothing else happened to the task: what a
 * person did can, what the system did by itself follows from something else.
 */
export function isUndoable({ action, actor }: Pick<ActivityEntry, "action" | "actor">): boolean {
  return actor === "user" && undoableActions.has(action);
}

import { uuidv7 } from "uuidv7";
import type { DecisionContext } from "../tasks/change.ts";
import type { StoredTask } from "../tasks/stored-task.ts";
import { carriedValues } from "./series-values.ts";
import { dueColumns } from "../tasks/task-fields.ts";

/** The open instance that follows a task, due at `dueDate`, as of version 1. */
export function nextInstance(
  task: StoredTask,
  dueDate: string,
  context: DecisionContext,
): StoredTask {
  const now = new Date(context.now).toISOString();
  return {
    id: uuidv7(),
    userId: task.userId,
    ...carriedValues(task),
    // What happened meanwhile, as while nothing ran, makes its reminders late and does not lose them.
    remindersSetAt: doneAt(task) ?? task.remindersSetAt,
    completedAt: null,
    ...dueColumns(dueDate, context.timeZone),
    rule: task.rule,
    occurrence: dueDate,
    occurrenceNumber: task.occurrenceNumber + 1,
    seriesValues: null,
    recurrenceParentId: task.recurrenceParentId ?? task.id,
    version: 1,
    createdAt: now,
    seriesAddedAt: task.seriesAddedAt ?? task.createdAt,
    updatedAt: now,
    deletedAt: null,
  };
}

/** When an instance was completed or deleted; null for one that is open. */
export function doneAt(task: StoredTask): string | null {
  return task.completedAt ?? task.deletedAt;
}

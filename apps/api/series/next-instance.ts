import { dueToLocalTime, toEpochMs } from "@pakaura/domain/local-time";
import { nameUuid } from "@pakaura/service/name-uuid";
import type { DecisionContext } from "../tasks/change.ts";
import type { StoredTask } from "../tasks/stored-task.ts";
import { carriedValues } from "./series-values.ts";
import { dueColumns } from "../tasks/task-fields.ts";

const namespace = "8d1f0a52-6f0e-4c1c-9f63-0f1f2b7f7a34";

/**
 * The id of the instance that follows a task in its series. It follows from the task's own, so that
 * whoever makes the next instance, and however often, makes the same one.
 */
export function nextInstanceId(taskId: string): string {
  return nameUuid(namespace, taskId);
}

/** The open instance that follows a task, due at `dueDate`, as of version 1. */
export function nextInstance(
  task: StoredTask,
  dueDate: string,
  context: DecisionContext,
): StoredTask {
  const now = new Date(context.now).toISOString();
  return {
    id: nextInstanceId(task.id),
    userId: task.userId,
    ...carriedValues(task),
    remindersSetAt: now,
    completedAt: null,
    ...dueColumns(dueDate, context.timeZone),
    rule: task.rule,
    occurrence: dueDate,
    occurrenceNumber: task.occurrenceNumber + 1,
    seriesValues: null,
    recurrenceParentId: task.recurrenceParentId ?? task.id,
    version: 1,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
  };
}

/** The instant (milliseconds since the epoch) at which a date arrives: an all-day one with its day. */
export function arrivalOf(dueDate: string, timeZone: string): number {
  return toEpochMs(dueToLocalTime(dueDate, timeZone), timeZone);
}

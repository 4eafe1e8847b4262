import { dueToLocalTime, toEpochMs } from "@pakaura/domain/local-time";
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

import type { CreateTask } from "@pakaura/contract/http";
import { uuidv7 } from "uuidv7";
import { type Change, type DecisionContext, toChange } from "./change.ts";
import { recurrenceColumns } from "./set-recurrence.ts";
import type { StoredTask } from "./stored-task.ts";
import { storedFields } from "./task-fields.ts";

/** A new task; what the body leaves out gets its default, the reminder that of the user's settings. */
export function createTask(body: CreateTask, context: DecisionContext): Change {
  const now = new Date(context.now).toISOString();
  const { id, recurrence, ...fields } = body;
  const plain: StoredTask = {
    id: id ?? uuidv7(),
    userId: context.userId,
    title: body.title,
    notes: "",
    completedAt: null,
    dueAt: null,
    dueOn: null,
    reminderLeadMinutes: context.defaultReminderLeadMinutes,
    remindersSetAt: now,
    priorityRank: 0,
    tags: [],
    rule: null,
    occurrence: null,
    occurrenceNumber: 1,
    seriesValues: null,
    recurrenceParentId: null,
    version: 1,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
    ...storedFields(fields, context.timeZone),
  };
  const task = recurrence ? { ...plain, ...recurrenceColumns(plain, recurrence, context) } : plain;
  return toChange("task.created", null, task, context);
}

import type { CreateTask } from "@pakaura/contract/http";
import { uuidv7 } from "uuidv7";
import { blankTask } from "./blank-task.ts";
import { type Change, type DecisionContext, toChange } from "./change.ts";
import { recurrenceColumns } from "./set-recurrence.ts";
import type { StoredTask } from "./stored-task.ts";
import { storedFields } from "./task-fields.ts";

/** A new task; what the body leaves out gets its default, the reminder that of the user's settings. */
export function createTask(body: CreateTask, context: DecisionContext): Change {
  const { id, recurrence, ...fields } = body;
  const plain: StoredTask = {
    ...blankTask(id ?? uuidv7(), context),
    reminderLeadMinutes: context.defaultReminderLeadMinutes,
    ...storedFields(fields, context.timeZone),
  };
  const task = recurrence ? { ...plain, ...recurrenceColumns(plain, recurrence, context) } : plain;
  return toChange("task.created", null, task, context);
}

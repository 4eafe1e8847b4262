import type { RecurrenceEventType, TaskEventType } from "@pakaura/contract/events";
import type { FieldChanges, Task } from "@pakaura/contract/task";
import type { WeekStart } from "@pakaura/domain/rule-of-input";
import { diffTask } from "@pakaura/domain/field-changes";
import type { StoredTask } from "./stored-task.ts";
import { dueDateOf, toTask, type View } from "./to-task.ts";

/** One change of one task, decided but not yet written: one event, one entry of the log. */
export type Change = {
  type: TaskEventType | RecurrenceEventType;
  before: StoredTask | null;
  after: StoredTask;
  task: Task;
  changedFields: FieldChanges;
  /** The date of the rule that an event of the series is about. */
  occurrence?: string;
};

/** What a decision may look at besides the task. */
export type DecisionContext = View & {
  userId: string;
  weekStart: WeekStart;
  defaultReminderLeadMinutes: number | null;
};

/** The next version of a task, with these values in place of the old ones. */
export function changed(
  before: StoredTask,
  values: Partial<StoredTask>,
  context: DecisionContext,
): StoredTask {
  const now = new Date(context.now).toISOString();
  const after = { ...before, ...values, version: before.version + 1, updatedAt: now };
  return setsReminders(before, after) ? { ...after, remindersSetAt: now } : after;
}

/** Whether the reminders of a task count as set anew: another date or lead time, or open again. */
function setsReminders(before: StoredTask, after: StoredTask): boolean {
  return (
    dueDateOf(before) !== dueDateOf(after) ||
    before.reminderLeadMinutes !== after.reminderLeadMinutes ||
    (isOpen(after) && !isOpen(before))
  );
}

function isOpen(task: StoredTask): boolean {
  return task.completedAt === null && task.deletedAt === null;
}

/** The change of this type from `before` to `after`. */
export function toChange(
  type: Change["type"],
  before: StoredTask | null,
  after: StoredTask,
  context: DecisionContext,
): Change {
  const task = toTask(after, context);
  const changedFields = diffTask(before === null ? null : toTask(before, context), task);
  return { type, before, after, task, changedFields };
}

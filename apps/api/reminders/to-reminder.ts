import type { Reminder } from "@pakaura/contract/reminder";
import type { StoredTask } from "../tasks/stored-task.ts";
import { dueDateOf } from "../tasks/to-task.ts";
import { ownReminderId, type StoredReminder } from "./stored-reminder.ts";

/** A reminder as it is answered; null for one that was cancelled. */
export function toReminder(
  reminder: StoredReminder,
  task: Pick<StoredTask, "id" | "title" | "dueOn" | "dueAt">,
): Reminder | null {
  if (reminder.state === "cancelled") return null;
  return {
    id: reminder.id,
    task_id: reminder.taskId,
    task_title: task.title,
    due_date: dueDateOf(task),
    lead_minutes: reminder.leadMinutes,
    remind_at: reminder.remindAt,
    snoozed: reminder.isSnoozed,
    state: reminder.state,
    fired_at: reminder.firedAt,
    own: reminder.id === ownReminderId(reminder.taskId),
  };
}

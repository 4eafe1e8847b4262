import type { CreateReminder } from "@pakaura/contract/reminder";
import { limits } from "@pakaura/contract/task";
import { Problem } from "@pakaura/service/problem";
import { addReminder } from "../reminders/add-reminder.ts";
import { carryReminders } from "../reminders/carry-reminders.ts";
import type { ImportWarning } from "./imported-task.ts";
import type { TaskReminders } from "../reminders/task-reminders.ts";
import type { StoredTask } from "../tasks/stored-task.ts";

/**
 * The reminders that a new task can have, and what is to be said of the others: decided before anything is
 * written, so that a look at a file tells the same. `now` in milliseconds since the epoch.
 */
export function fitReminders(
  task: StoredTask,
  wanted: readonly CreateReminder[],
  now: number,
): { reminders: CreateReminder[]; warnings: ImportWarning[] } {
  const reminders: CreateReminder[] = [];
  const warnings = new Map<string, ImportWarning>();
  let known: TaskReminders = { task, reminders: [] };
  for (const reminder of wanted) {
    if (reminders.length === limits.remindersPerTask) {
      const most = String(limits.remindersPerTask);
      const message = `A reminder is left out: a task has at most ${most}.`;
      warnings.set(message, { message, code: "too_many_reminders", value: most });
      break;
    }
    const added = tryAdd(known, reminder, now);
    if ("message" in added) warnings.set(added.message, added);
    else {
      known = { task, reminders: added };
      reminders.push(reminder);
    }
  }
  return { reminders, warnings: [...warnings.values()] };
}

/** The reminders with one more, or why it is left out. A lead time is set, or waits, as the task is. */
export function tryAdd(
  known: TaskReminders,
  reminder: CreateReminder,
  now: number,
): TaskReminders["reminders"] | ImportWarning {
  if ("lead_minutes" in reminder) return carryReminders(known, [reminder.lead_minutes]);
  try {
    return addReminder(known, reminder, now).reminders;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const message = `A reminder is left out: ${error.detail}`;
    return { message, code: "reminder_left_out" };
  }
}

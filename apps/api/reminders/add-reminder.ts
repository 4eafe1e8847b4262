import type { CreateReminder } from "@pakaura/contract/reminder";
import { limits } from "@pakaura/contract/task";
import { Problem } from "@pakaura/service/problem";
import { notFound } from "../http/path-parameter.ts";
import { leadReminder } from "./carry-reminders.ts";
import type { TaskReminders } from "./task-reminders.ts";
import { hasPassed, isRemoved } from "./end-reminder.ts";
import { newReminder } from "./settle-reminders.ts";
import { addedReminderId, ownReminderId, type StoredReminder } from "./stored-reminder.ts";

/**
 * The reminders of a task with one more; the same one again is the one that is there. Throws
 * `not_found` for a task in the trash, `conflict` for one that is completed or has the same lead time
 * already, `validation_failed` for too many and for a time that has passed.
 */
export function addReminder(
  { task, reminders }: TaskReminders,
  body: CreateReminder,
  now: number,
): { reminders: StoredReminder[]; reminderId: string; isNew: boolean } {
  if (task.deletedAt !== null) throw notFound();
  if (task.completedAt !== null) throw new Problem("conflict", "The task is completed.");
  const createdAt = new Date(now).toISOString();
  const added = { ...toAdd(), createdAt };
  const known = reminders.find(({ id }) => id === added.id);
  if (known !== undefined && known.state !== "cancelled") {
    return { reminders, reminderId: added.id, isNew: false };
  }
  const others = reminders.filter((one) => one !== known);
  const ownId = ownReminderId(task.id);
  const beside = others.filter((one) => one.id !== ownId && !isRemoved(one));
  if (beside.length >= limits.remindersPerTask) {
    const message = `must be at most ${limits.remindersPerTask} for a task`;
    throw new Problem("validation_failed", `Reminders ${message}.`, {
      errors: [{ field: "body", code: "too_many", message }],
    });
  }
  return { reminders: [...others, added], reminderId: added.id, isNew: true };

  function toAdd(): StoredReminder {
    if ("lead_minutes" in body) {
      if (body.lead_minutes === task.reminderLeadMinutes) {
        throw new Problem("conflict", "The task has a reminder with this lead time.");
      }
      return leadReminder(task, body.lead_minutes);
    }
    const remindAt = new Date(body.at).toISOString();
    if (remindAt <= createdAt) throw hasPassed("at");
    return { ...newReminder(task, addedReminderId(task.id, `at ${remindAt}`)), remindAt };
  }
}

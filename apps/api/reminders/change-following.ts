import { leadReminder } from "./carry-reminders.ts";
import { isRemoved, remove } from "./end-reminder.ts";
import { ownReminderId, type StoredReminder } from "./stored-reminder.ts";
import type { TaskReminders } from "./task-reminders.ts";

/**
 * The reminders of an instance with a lead time that one before it got: those that are open already have it
 * as well, since each takes over from the one before only when it is made.
 */
export function addToFollowing(
  { task, reminders }: TaskReminders,
  leadMinutes: number,
  now: number,
): StoredReminder[] {
  const added = { ...leadReminder(task, leadMinutes), createdAt: new Date(now).toISOString() };
  const others = reminders.filter((one) => !(one.id === added.id && isRemoved(one)));
  const isThere =
    task.reminderLeadMinutes === leadMinutes || others.some(({ id }) => id === added.id);
  return isThere ? others : [...others, added];
}

/** The reminders of an instance without a lead time that one before it lost. */
export function removeFromFollowing(
  { task, reminders }: TaskReminders,
  leadMinutes: number,
): StoredReminder[] {
  const { id } = leadReminder(task, leadMinutes);
  return reminders.map((one) =>
    one.id === id && id !== ownReminderId(task.id) ? remove(one) : one,
  );
}

import { reminderTime } from "@pakaura/domain/reminder-time";
import type { StoredTask } from "../tasks/stored-task.ts";
import { dueDateOf } from "../tasks/to-task.ts";
import { ownReminderId, type StoredReminder } from "./stored-reminder.ts";

/**
 * The reminders of a task as they should be: pending ones at the time that its due date, lead time and
 * time zone give, none while it is done. It depends on the state alone, so that it can be asked again.
 * What was fired or dismissed for a due date stays so until that is another one.
 */
export function settleReminders(
  task: StoredTask,
  reminders: readonly StoredReminder[],
  timeZone: string,
): StoredReminder[] {
  const ownId = ownReminderId(task.id);
  const hasOwn = reminders.some(({ id }) => id === ownId);
  const all = hasOwn || !wantsOwn(task) ? reminders : [...reminders, newReminder(task, ownId)];
  return all.map((reminder) => settleOne(task, reminder, timeZone));
}

/** The instant at which a reminder is to come, or null when it is not pending. */
export function pendingTime(reminder: StoredReminder | undefined): string | null {
  return reminder?.state === "pending" ? reminder.remindAt : null;
}

/** A reminder that was not set yet. */
export function newReminder(task: StoredTask, id: string): StoredReminder {
  return {
    id,
    userId: task.userId,
    taskId: task.id,
    leadMinutes: null,
    dueDate: null,
    remindAt: null,
    isSnoozed: false,
    state: "cancelled",
    firedAt: null,
    dismissedAt: null,
    createdAt: task.remindersSetAt,
  };
}

function wantsOwn(task: StoredTask): boolean {
  return isOpen(task) && task.reminderLeadMinutes !== null && task.dueAt !== null;
}

function isOpen(task: StoredTask): boolean {
  return task.completedAt === null && task.deletedAt === null;
}

function settleOne(task: StoredTask, reminder: StoredReminder, timeZone: string): StoredReminder {
  if (!isOpen(task)) return over(reminder);
  const isOwn = reminder.id === ownReminderId(task.id);
  const leadMinutes = isOwn ? task.reminderLeadMinutes : reminder.leadMinutes;
  const setAt = latest(task.remindersSetAt, reminder.createdAt);
  if (!isOwn && leadMinutes === null) return reopened(reminder, setAt);
  const dueDate = dueDateOf(task);
  if (dueDate === null) return isOwn ? withdrawn(reminder) : waiting(reminder);
  if (leadMinutes === null) return withdrawn(reminder);

  const isSameSetting = reminder.dueDate === dueDate && reminder.leadMinutes === leadMinutes;
  const isOver = reminder.state === "fired" || reminder.state === "dismissed";
  const kept = reopened(reminder, setAt);
  if (isSameSetting && (isOver || (kept.state === "pending" && kept.isSnoozed))) return kept;
  const remindAt = reminderTime({ dueDate, leadMinutes, timeZone, setAt });
  // Put off, and of a date that has passed as well: it comes when it was put off until.
  const isPutOff = remindAt === null && kept.state === "pending" && kept.isSnoozed;
  if (isPutOff && kept.leadMinutes === leadMinutes) return { ...kept, dueDate };
  const set = {
    ...reminder,
    leadMinutes,
    dueDate,
    isSnoozed: false,
    firedAt: null,
    dismissedAt: null,
  };
  return remindAt === null
    ? { ...set, state: "cancelled" }
    : { ...set, state: "pending", remindAt };
}

function cancelled(reminder: StoredReminder): StoredReminder {
  return reminder.state === "pending" ? { ...reminder, state: "cancelled" } : reminder;
}

/** A setting that was taken away takes its snooze with it. */
function withdrawn(reminder: StoredReminder): StoredReminder {
  return { ...cancelled(reminder), isSnoozed: false };
}

/** When the task is done, nothing is left to be reminded of. */
function over(reminder: StoredReminder): StoredReminder {
  return reminder.state === "fired" ? { ...reminder, state: "dismissed" } : cancelled(reminder);
}

/** A lead time that waits for a due date to come. */
function waiting(reminder: StoredReminder): StoredReminder {
  if (reminder.state === "fired" || reminder.state === "dismissed") return reminder;
  return { ...reminder, state: "pending", dueDate: null, remindAt: null, isSnoozed: false };
}

/** A time of its own, given or snoozed until, is still good when the task is open again before it. */
function reopened(reminder: StoredReminder, setAt: string): StoredReminder {
  const isAhead = reminder.remindAt !== null && reminder.remindAt > setAt;
  return reminder.state === "cancelled" && isAhead ? { ...reminder, state: "pending" } : reminder;
}

function latest(one: string, other: string): string {
  return one > other ? one : other;
}

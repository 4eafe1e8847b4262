import { isOverdue, toDueAt } from "@pakaura/domain/due-date";
import { m } from "../../messages/all-messages.ts";
import { dueWords, type DueContext } from "../tasks/due-words.ts";
import type { Fired } from "./fired-reminders.ts";

/** What a reminder says besides the title: when the task is due or was, and whether the reminder is late. */
export function reminderWords(reminder: Fired, context: DueContext): string {
  const { dueDate, remindAt, isLate } = reminder;
  const due = dueDate === null ? null : dueWords(dueDate, context);
  const meant = remindAt === null ? null : dueWords(remindAt, context);
  // A moment that is told already is not told twice.
  const late = isLate
    ? [meant === null || meant === due ? m.reminders.late : m.reminders.cameLate(meant)]
    : [];
  if (dueDate === null || due === null) return [m.reminders.reminder, ...late].join(" · ");
  const dueAt = toDueAt(dueDate, context.timeZone);
  const isPast = isOverdue({ dueAt, completed: false }, context.now);
  return [isPast ? m.reminders.wasDue(due) : m.reminders.isDue(due), ...late].join(" · ");
}

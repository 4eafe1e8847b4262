import { isOverdue, toDueAt } from "@pakaura/domain/due-date";
import { m } from "../../messages/messages.ts";
import { dueWords, type DueContext } from "../tasks/due-words.ts";
import type { Fired } from "./fired-store.ts";

/** What a reminder says besides the title: when the task is due or was, and whether the reminder is late. */
export function reminderWords(reminder: Fired, context: DueContext): string {
  const { dueDate, remindAt, isLate } = reminder;
  const late =
    isLate && remindAt !== null ? [m.reminders.cameLate(dueWords(remindAt, context))] : [];
  if (dueDate === null) return [m.reminders.reminder, ...late].join(" · ");
  const dueAt = toDueAt(dueDate, context.timeZone);
  const isPast = isOverdue({ dueAt, completed: false }, context.now);
  const words = dueWords(dueDate, context);
  return [isPast ? m.reminders.wasDue(words) : m.reminders.isDue(words), ...late].join(" · ");
}

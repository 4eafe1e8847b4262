import { limits } from "@pakaura/contract/task";
import { dayMs } from "@pakaura/domain/calendar";
import { dateToDayNumber, toEpochMs } from "@pakaura/domain/local-time";
import type { ImportedTask } from "./imported-task.ts";
import type { JsonFields } from "./json-fields.ts";

const untitled = "Untitled";

/** The title of a task, or else how its notes begin; null where it says nothing at all. */
export function titleOf(
  fields: JsonFields,
  name: string,
  notes: string,
  hasDate: boolean,
): string | null {
  const title = fields.text(name).trim();
  if (title !== "") return title;
  const [first = ""] = notes.trim().split("\n", 1);
  if (first !== "") return first;
  return hasDate || fields.kept.length > 0 ? untitled : null;
}

/** Notes of these parts, and beneath them what was kept. */
export function notesOf(fields: JsonFields, ...parts: string[]): string {
  return [...parts, fields.kept.join("\n")].filter((part) => part.trim() !== "").join("\n\n");
}

/** All-day tasks are reminded of from 09:00 on. */
const allDayHour = 9;
/** The zone tells when an all-day task is reminded of. */
type Due = { due: string | null; isRecurring: boolean; timeZone?: string };
type Reminder = NonNullable<ImportedTask["reminders"]>[number];

/** A reminder at an instant, which for a task that recurs is minutes before each instance. */
export function reminderAt(at: string, { due, isRecurring, timeZone }: Due): Reminder {
  const from = due === null ? Number.NaN : remindedFrom(due, timeZone);
  const minutes = Math.round((from - Date.parse(at)) / 60_000);
  const isLead = isRecurring && minutes >= 0 && minutes <= limits.reminderLeadMinutes;
  return isLead ? { lead_minutes: minutes } : { at };
}

function remindedFrom(due: string, timeZone?: string): number {
  if (due.length > 10) return Date.parse(due);
  const local = dateToDayNumber(due) * dayMs + allDayHour * 3_600_000;
  return timeZone === undefined ? Number.NaN : toEpochMs(local, timeZone);
}

/** A reminder at an instant; of a task that recurs and is reminded of after it is due, that it comes once is told. */
export function tellReminder(fields: JsonFields, at: string, task: Due): Reminder {
  const reminder = reminderAt(at, task);
  if (task.isRecurring && "at" in reminder)
    fields.remarks.push({
      line: fields.line,
      message: `A reminder of a series at ${at} comes once: it is no time before the task is due.`,
      code: "alarm_once",
      field: "reminder",
      value: at,
    });
  return reminder;
}

/** A reminder so many minutes before a task is due; one that is further away than can be is an instant, or told. */
export function reminderBefore(fields: JsonFields, minutes: number, { due }: Due): Reminder[] {
  if (minutes <= limits.reminderLeadMinutes) return [{ lead_minutes: minutes }];
  const epochMs = due === null ? Number.NaN : Date.parse(due) - minutes * 60_000;
  if (epochMs >= 0) return [{ at: new Date(epochMs).toISOString() }];
  fields.refuse("reminders");
  return [];
}

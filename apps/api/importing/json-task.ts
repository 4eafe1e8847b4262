import { limits } from "@pakaura/contract/task";
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

type Due = { due: string | null; isRecurring: boolean };
type Reminder = NonNullable<ImportedTask["reminders"]>[number];

/** A reminder at an instant, which for a task that recurs is minutes before each instance. */
export function reminderAt(at: string, { due, isRecurring }: Due): Reminder {
  const isTimed = due !== null && due.length > 10;
  const minutes = isTimed ? Math.round((Date.parse(due) - Date.parse(at)) / 60_000) : -1;
  const isLead = isRecurring && minutes >= 0 && minutes <= limits.reminderLeadMinutes;
  return isLead ? { lead_minutes: minutes } : { at };
}

/** A reminder so many minutes before a task is due; one that is further away than can be is an instant, or told. */
export function reminderBefore(fields: JsonFields, minutes: number, { due }: Due): Reminder[] {
  if (minutes <= limits.reminderLeadMinutes) return [{ lead_minutes: minutes }];
  const epochMs = due === null ? Number.NaN : Date.parse(due) - minutes * 60_000;
  if (epochMs >= 0) return [{ at: new Date(epochMs).toISOString() }];
  fields.refuse("reminders");
  return [];
}

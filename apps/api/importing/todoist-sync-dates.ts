import type { RecurrenceInput } from "@pakaura/contract/http";
import type { ImportedTask, ReadContext } from "./imported-task.ts";
import { isObject, type JsonFields } from "./json-fields.ts";
import { reminderBefore, tellReminder } from "./json-task.ts";
import type { Losses } from "./losses.ts";
import { readTodoistDate } from "./read-todoist-date.ts";
import { ianaName } from "./zone-names.ts";

type Reminders = NonNullable<ImportedTask["reminders"]>;
type Dates = { due: string | null; recurrence: RecurrenceInput | null; reminders: Reminders };
type DatesContext = ReadContext & { lost: Losses; reminders: readonly object[] };

/** The due date, recurrence and reminders of a task of Todoist's Sync JSON; a deadline stands in the notes. */
export function readSyncDates(fields: JsonFields, context: DatesContext): Dates {
  const due = dueIn(fields, "due", context);
  const deadline = dueIn(fields, "deadline", context);
  const recurrence = recurrenceOf(fields, context);
  if (deadline !== null) context.lost.add("deadlines", fields.line);
  if (deadline !== null && due !== null) fields.keep("Deadline", deadline);
  const date = due ?? deadline;
  const task = { due: date, isRecurring: recurrence !== null };
  const reminders = context.reminders.flatMap((one) =>
    reminderOf(fields, fields.inside(one), task, context),
  );
  return { due: date, recurrence, reminders };
}

/** A time without an offset lies in the zone of the date, or in the user's where it has none. */
function dueIn(fields: JsonFields, name: string, { timeZone }: ReadContext): string | null {
  const value = fields.raw(name);
  if (value === null) return null;
  if (!isObject(value)) return fields.when(name, timeZone);
  const date = fields.inside(value);
  const named = date.text("timezone");
  const zone = named === "" ? timeZone : ianaName(named);
  if (zone === null) date.refuse("timezone");
  return (
    date.when("datetime", zone ?? timeZone) ??
    date.when("date", zone ?? timeZone) ??
    date.when("due_date", zone ?? timeZone)
  );
}

/** The words of a date that recurs, in their language. */
function recurrenceOf(fields: JsonFields, context: ReadContext): RecurrenceInput | null {
  const value = fields.raw("due");
  if (!isObject(value)) return null;
  const due = fields.inside(value);
  if (!due.isTrue("is_recurring") && !due.isTrue("recurring")) return null;
  const words = due.text("string");
  const read = readTodoistDate(words, { ...context, language: due.text("lang") });
  if (read?.recurrence !== undefined) return read.recurrence;
  due.refuse("string");
  return null;
}

function reminderOf(
  fields: JsonFields,
  reminder: JsonFields,
  task: { due: string | null; isRecurring: boolean },
  context: DatesContext,
): Reminders {
  if (reminder.isTrue("is_deleted")) return [];
  const type = reminder.text("type");
  if (type === "location") {
    context.lost.add("places", fields.line);
    fields.keep("Reminder at", reminder.text("name"));
    return [];
  }
  const minutes = reminder.number("minute_offset") ?? reminder.number("mm_offset");
  if (type !== "absolute" && minutes !== null)
    return reminderBefore(fields, Math.max(0, Math.trunc(minutes)), task);
  const at = dueIn(reminder, "due", context);
  return at === null || at.length === 10
    ? []
    : [tellReminder(fields, at, { ...task, timeZone: context.timeZone })];
}

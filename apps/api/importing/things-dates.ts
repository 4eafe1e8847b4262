import { dayMs } from "@pakaura/domain/calendar";
import { dateToDayNumber, toDateText, toLocalTime } from "@pakaura/domain/local-time";
import type { ImportedTask, ReadContext } from "./imported-task.ts";
import type { JsonFields } from "./json-fields.ts";
import { reminderAt } from "./json-task.ts";
import type { Losses } from "./losses.ts";
import { readZonedDate } from "./zoned-date.ts";

type Dates = { due: string | null; reminders: NonNullable<ImportedTask["reminders"]> };

/** `2026-12-24@18:00` is a day with a reminder. */
const form = /^(?<day>\d{4}-\d{2}-\d{2})(?:@(?<time>\d{1,2}:\d{2}))?$/u;
const days = new Map([
  ["today", 0],
  ["evening", 0],
  ["tomorrow", 1],
]);

/** When a task of Things is to be done; else its deadline, which otherwise stands in the notes. */
export function thingsDates(fields: JsonFields, context: ReadContext, lost: Losses): Dates {
  const planned = whenOf(fields, context) ?? fields.when("start_date", context.timeZone);
  const deadline = fields.when("deadline", context.timeZone);
  const time = fields.text("reminder_time");
  const start = fields.text("start");
  if (/^someday$/iu.test(start)) fields.keepValue("start", "When", start);
  if (deadline !== null) lost.add("deadlines", fields.line);
  if (deadline !== null && planned !== null) fields.keep("Deadline", deadline);
  const due = planned ?? deadline;
  const at = due === null || time === "" ? null : timeOn(due, time, context.timeZone);
  if (time !== "" && at === null) fields.refuse("reminder_time");
  const remindAt = at ?? (due !== null && due.length > 10 ? due : null);
  const isRecurring = false;
  return {
    due: at ?? due,
    reminders: remindAt === null ? [] : [reminderAt(remindAt, { due: at ?? due, isRecurring })],
  };
}

function whenOf(fields: JsonFields, { timeZone, now }: ReadContext): string | null {
  const written = fields.text("when").trim();
  const word = written.toLowerCase();
  const ahead = days.get(word);
  if (ahead !== undefined) {
    const today = dateToDayNumber(toDateText(toLocalTime(now, timeZone)));
    return toDateText((today + ahead) * dayMs);
  }
  if (word === "" || word === "anytime") return null;
  const { day = "", time } = form.exec(written)?.groups ?? {};
  const read = time === undefined ? readZonedDate(written, timeZone) : timeOn(day, time, timeZone);
  if (read === null) fields.keepValue("when", "When", written);
  return read;
}

function timeOn(date: string, time: string, timeZone: string): string | null {
  return readZonedDate(`${date.slice(0, 10)}T${time.slice(0, 5).padStart(5, "0")}`, timeZone);
}

import type { RecurrenceInput } from "@pakaura/contract/http";
import type { CsvLayout } from "./csv-header.ts";
import { Intake } from "./foreign-task.ts";
import { readDuration } from "./icalendar-date.ts";
import type { ImportedTask, ReadContext, ReadFile } from "./imported-task.ts";
import { JsonFields } from "./json-fields.ts";
import { reminderBefore } from "./json-task.ts";
import { tableRows, wordsIn } from "./table-rows.ts";
import { readTickTickSteps } from "./ticktick-steps.ts";
import { ianaName } from "./zone-names.ts";
import { dayIfMidnight, dayOf } from "./zoned-date.ts";

type Reminders = NonNullable<ImportedTask["reminders"]>;
type TickTickContext = ReadContext & { intake: Intake; parents: ReadonlyMap<string, string> };

const priorities = new Map<string, string>([
  ["0", "none"],
  ["1", "low"],
  ["3", "medium"],
  ["5", "high"],
]);
/** Alarms of an all-day task count from midnight, our reminders from 09:00. */
const allDayLeadMinutes = 9 * 60;
/** What TickTick keeps for itself. */
const technical = new Set(["ORDER", "COLUMN ORDER", "VIEW MODE", "IS FLOATING", "IS CHECK LIST"]);

/** True for the columns of the backup of TickTick, and of Dida365, which is the same. */
export function isTickTickHeader(columns: readonly string[]): boolean {
  return ["LIST NAME", "TITLE", "STATUS", "PRIORITY"].every((name) => columns.includes(name));
}

/** The tasks of a backup of TickTick; lists, folders and columns of a board become tags, check items sub-tasks. */
export function readTickTick(layout: CsvLayout, context: ReadContext): ReadFile {
  const rows = [...tableRows(layout)];
  const parents = new Map(rows.map((fields) => [fields.text("TASKID"), fields.text("TITLE")]));
  const intake = new Intake(context.now);
  for (const fields of rows) readRow(fields, { ...context, intake, parents });
  return intake.read();
}

function readRow(fields: JsonFields, context: TickTickContext): void {
  const { intake, parents, now } = context;
  const { line } = fields;
  const zone = zoneOf(fields, context.timeZone);
  const { due, isAllDay } = datesOf(fields, zone, intake);
  const status = fields.text("STATUS");
  const isDone = ["1", "2", "-1"].includes(status);
  if (status !== "0" && status !== "" && !isDone) fields.refuse("STATUS");
  if (status === "-1") fields.keepValue("STATUS", "Status", "won't do");
  const isNote = fields.text("KIND").toUpperCase() === "NOTE";
  if (isNote) fields.keepValue("KIND", "Kind", "note");
  const { notes, steps } = readTickTickSteps(fields.text("CONTENT"), fields.text("KIND"));
  const tags = [
    ...wordsIn(fields.text("TAGS")),
    ...["FOLDER NAME", "LIST NAME", "COLUMN NAME"].map((name) => fields.text(name)),
  ];
  intake.group("lists", fields.text("LIST NAME"), line);
  intake.group("sections", fields.text("COLUMN NAME"), line);
  const id = fields.text("TASKID");
  const parentId = fields.text("PARENTID");
  const created = fields.when("CREATED TIME", zone);
  const completed = fields.when("COMPLETED TIME", zone);
  const completedAt = isDone ? (completed ?? created ?? new Date(now).toISOString()) : null;
  const recurrence = recurrenceOf(fields);
  const reminders = remindersOf(fields, { due, isAllDay, isRecurring: recurrence !== null });
  const priority = priorityOf(fields);
  const own = intake.add(fields, {
    technical,
    title: "TITLE",
    key: id === "" || created === null ? null : `ticktick ${id} ${created}`,
    partOf: parentId === "" ? undefined : parents.get(parentId) || parentId,
    notes: [notes],
    due,
    priority,
    tags,
    recurrence,
    reminders,
    completedAt,
    createdAt: created,
  });
  for (const { title, isDone: isStepDone } of steps) {
    const stepDone = completedAt ?? (isStepDone ? (created ?? new Date(now).toISOString()) : null);
    intake.add(new JsonFields({ title }, line), {
      title: "title",
      partOf: own,
      tags,
      completedAt: stepDone,
      createdAt: created,
    });
  }
}

/** The zone of a row; a name that is none is said. */
function zoneOf(fields: JsonFields, timeZone: string): string {
  const name = fields.text("TIMEZONE");
  if (name === "") return timeZone;
  const zone = ianaName(name);
  if (zone === null) fields.refuse("TIMEZONE");
  return zone ?? timeZone;
}

/** TickTick writes the midnight at which a day begins in the zone of the task. */
function datesOf(
  fields: JsonFields,
  zone: string,
  intake: Intake,
): { due: string | null; isAllDay: boolean } {
  const isTold = fields.text("IS ALL DAY") !== "";
  const isAllDay = /^(?:true|1|y|yes)$/iu.test(fields.text("IS ALL DAY"));
  const read = (name: string): string | null => {
    const date = fields.when(name, zone);
    if (date === null || isTold) return date === null || !isAllDay ? date : dayOf(date, zone);
    // Older files do not say which tasks have no time.
    return dayIfMidnight(date, zone);
  };
  const start = read("START DATE");
  const end = read("DUE DATE");
  const due = end ?? start;
  if (start !== null && end === null) intake.lost.add("starts_as_due", fields.line);
  if (due !== start) intake.keepStart(fields, start);
  return { due, isAllDay: isAllDay || due?.length === 10 };
}

/** A rule as RFC 5545 writes it, with parts of TickTick's own, which are told; other calendars are not read. */
function recurrenceOf(fields: JsonFields): RecurrenceInput | null {
  const text = fields.text("REPEAT");
  if (text === "") return null;
  const parts = text.replace(/^RRULE:/iu, "").split(";");
  const known = parts.filter((part) => part !== "" && !/^(?:TT_|X-)/iu.test(part));
  if (!/^FREQ=/iu.test(known[0] ?? "")) {
    fields.refuse("REPEAT");
    return null;
  }
  const own = parts.filter((part) => part !== "" && !known.includes(part));
  fields.keepValue("REPEAT", "Repeats", own.join(";"));
  return { rrule: known.join(";"), from: "due_date" };
}

/** `TRIGGER:-PT30M` or `-PT30M`, several of them with blanks, commas or lines between. */
function remindersOf(
  fields: JsonFields,
  task: { due: string | null; isAllDay: boolean; isRecurring: boolean },
): Reminders {
  const written = fields.text("REMINDER");
  return written.split(/[\s,]+/u).flatMap((one): Reminders => {
    if (one === "") return [];
    const ms = readDuration(one.replace(/^TRIGGER:/iu, ""));
    const minutes = ms === null ? null : (task.isAllDay ? allDayLeadMinutes : 0) - ms / 60_000;
    if (minutes === null || task.due === null || minutes < 0) {
      fields.keepValue("REMINDER", "Reminder", one);
      return [];
    }
    return reminderBefore(fields, Math.round(minutes), task);
  });
}

function priorityOf(fields: JsonFields): string {
  const value = fields.text("PRIORITY");
  const priority = priorities.get(value || "0");
  if (priority === undefined) fields.refuse("PRIORITY");
  return priority ?? "none";
}

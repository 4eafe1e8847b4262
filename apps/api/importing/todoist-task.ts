import type { ImportedTask, ReadContext } from "./imported-task.ts";
import type { Losses } from "./losses.ts";
import { readTodoistDate, type TodoistDate } from "./read-todoist-date.ts";
import { keptInNotes, notUnderstood, type Remark, taken } from "./remarks.ts";
import type { TodoistColumn, TodoistRow } from "./todoist-row.ts";
import { readContent } from "./todoist-text.ts";
import { ianaName } from "./zone-names.ts";

/** Todoist's "1" is the highest. */
const priorities: Record<string, string> = {
  "": "none",
  "1": "urgent",
  "2": "high",
  "3": "medium",
  "4": "none",
};

type TaskContext = ReadContext & {
  section: string;
  losses: Losses;
  /** Dates that were read before, by their language, zone and words: a file says most of them often. */
  dates: Map<string, TodoistDate | null>;
};

/** What the cells of a row come to: fields, lines for the notes, and remarks. */
type Reading = { fields: ImportedTask["fields"]; kept: string[]; remarks: Remark[] };

/**
 * The task of a row, each cell read by itself: what is not understood, or has no place here, stands in the
 * notes, and is said.
 */
export function todoistTask(row: TodoistRow, context: TaskContext): ImportedTask {
  const { line, cell } = row;
  const { title, labels, isUntickable } = readContent(cell("CONTENT"));
  const reading: Reading = {
    fields: {
      title: title || titleInstead(row),
      tags: context.section === "" ? labels : [...labels, context.section],
    },
    kept: [],
    remarks: [],
  };
  if (isUntickable)
    reading.remarks.push(taken({ line, field: "CONTENT", value: cell("CONTENT") }, "task"));
  readPriority(row, reading);
  readDates(row, reading, context);
  keep(row, reading, context);
  const notes = [reading.kept.join("\n"), cell("DESCRIPTION")].filter((text) => text !== "");
  return {
    line,
    key: null,
    fields: { ...reading.fields, notes: notes.join("\n\n") },
    warnings: reading.remarks,
  };
}

/** A row without content that says something all the same is a task of that. */
function titleInstead({ cell }: TodoistRow): string {
  const [line = ""] = cell("DESCRIPTION").split(/[\r\n]/u, 1);
  return line || cell("DATE") || cell("DEADLINE");
}

function readPriority({ line, cell }: TodoistRow, { fields, kept, remarks }: Reading): void {
  const value = cell("PRIORITY");
  const level = value.toLowerCase().replace(/^p/u, "");
  fields.priority = priorities[level] ?? "none";
  if (Object.hasOwn(priorities, level)) return;
  kept.push(`Priority: ${value}`);
  remarks.push(notUnderstood({ line, field: "PRIORITY", value }));
}

function readDates(row: TodoistRow, reading: Reading, context: TaskContext): void {
  const { line, cell } = row;
  const timeZone = zoneOf(row, reading, context);
  const read = (field: "DATE" | "DEADLINE"): boolean => {
    const language = cell(`${field}_LANG`) || cell("DATE_LANG");
    const key = [language, timeZone, cell(field)].join("\n");
    const known = context.dates.get(key);
    const date =
      known === undefined
        ? readTodoistDate(cell(field), { ...context, timeZone, language })
        : known;
    context.dates.set(key, date);
    if (date !== null) Object.assign(reading.fields, date);
    return date !== null;
  };
  const date = cell("DATE");
  const deadline = cell("DEADLINE");
  if (deadline !== "") context.losses.add("deadlines", line);
  if (date !== "" && !read("DATE")) {
    reading.kept.push(`Date: ${date}`);
    reading.remarks.push(notUnderstood({ line, field: "DATE", value: date }));
  }
  if (deadline === "") return;
  const place = { line, field: "DEADLINE", value: deadline };
  if (date === "" && read("DEADLINE")) {
    reading.remarks.push(taken(place, "due_date"));
    return;
  }
  reading.kept.push(`Deadline: ${deadline}`);
  reading.remarks.push(date === "" ? notUnderstood(place) : keptInNotes(place));
}

/** The zone of the times of a row; a name that is none is said where a time would lie in it. */
function zoneOf({ line, cell }: TodoistRow, reading: Reading, { timeZone }: ReadContext): string {
  const value = cell("TIMEZONE");
  if (value === "") return timeZone;
  const zone = ianaName(value);
  if (zone === null && cell("DATE") !== "") {
    reading.kept.push(`Time zone: ${value}`);
    reading.remarks.push(notUnderstood({ line, field: "TIMEZONE", value }));
  }
  return zone ?? timeZone;
}

/** What has no field here goes into the notes. */
function keep({ line, cell, others }: TodoistRow, reading: Reading, { losses }: TaskContext): void {
  const add = (field: string, label: string, value: string): void => {
    reading.kept.push(`${label}: ${value}`);
    reading.remarks.push(keptInNotes({ line, field, value }));
  };
  const given = (name: TodoistColumn): string => (/^none$/iu.test(cell(name)) ? "" : cell(name));
  if (given("DURATION") !== "") {
    losses.add("durations", line);
    const unit = given("DURATION_UNIT") || "minute";
    const plural = given("DURATION") === "1" ? unit : `${unit}s`;
    add("DURATION", "Duration", `${given("DURATION")} ${plural}`);
  }
  if (given("RESPONSIBLE") !== "") {
    losses.add("assignees", line);
    add("RESPONSIBLE", "Assigned to", given("RESPONSIBLE"));
  }
  for (const { column, value } of others) add(column, column, value);
}

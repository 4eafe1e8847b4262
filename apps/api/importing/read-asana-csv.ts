import type { CsvLayout } from "./csv-header.ts";
import { Intake } from "./foreign-task.ts";
import type { ReadContext, ReadFile } from "./imported-task.ts";
import type { JsonFields } from "./json-fields.ts";
import { priorityOfWord } from "./priority-words.ts";
import { cellDate, tableRows, wordsIn } from "./table-rows.ts";

/** Every row begins with the number of its task. */
const rowBegin = /^"?\d{6,}"?,/u;
const technical = new Set(["LAST MODIFIED", "ASSIGNEE EMAIL"]);

/** True for the columns of a project that Asana has exported. */
export function isAsanaHeader(columns: readonly string[]): boolean {
  const has = (name: string): boolean => columns.includes(name);
  return has("TASK ID") && has("NAME") && (has("SECTION/COLUMN") || has("PARENT TASK"));
}

/** The tasks of a project of Asana as CSV; projects and sections become tags, other columns stand in the notes. */
export function readAsanaCsv(layout: CsvLayout, context: ReadContext): ReadFile {
  const intake = new Intake(context.now);
  for (const fields of tableRows(layout, (line) => rowBegin.test(line)))
    readRow(fields, intake, context);
  return intake.read();
}

function readRow(fields: JsonFields, intake: Intake, context: ReadContext): void {
  const due = cellDate(fields, "DUE DATE", context);
  intake.keepStart(fields, cellDate(fields, "START DATE", context));
  const assignee = fields.text("ASSIGNEE") || fields.text("ASSIGNEE EMAIL");
  intake.keepPeople(fields, assignee === "" ? [] : [assignee]);
  const section = fields.text("SECTION/COLUMN");
  intake.group("sections", section, fields.line);
  const id = fields.text("TASK ID");
  const parent = fields.text("PARENT TASK");
  const priority = priorityOfWord(fields.text("PRIORITY"));
  if (priority === null) fields.keepValue("PRIORITY", "Priority", fields.text("PRIORITY"));
  const completedAt = cellDate(fields, "COMPLETED AT", context);
  const createdAt = cellDate(fields, "CREATED AT", context);
  const tags = [...wordsIn(fields.text("TAGS")), ...wordsIn(fields.text("PROJECTS")), section];
  const notes = fields.text("NOTES");
  intake.add(fields, {
    technical,
    title: "NAME",
    key: id === "" ? null : `asana ${id}`,
    partOf: parent === "" ? undefined : parent,
    notes: [notes],
    due,
    priority: priority ?? "none",
    tags,
    completedAt,
    createdAt,
  });
}

import { csvLayout } from "./csv-header.ts";
import type { ImportedTask, ReadContext, ReadFile } from "./imported-task.ts";
import { Losses } from "./losses.ts";
import { refuseTooMany } from "./prepared-import.ts";
import type { TodoistDate } from "./read-todoist-date.ts";
import { type Remark, taken } from "./remarks.ts";
import {
  isTodoistHeader,
  todoistRows,
  type TodoistRow,
  todoistTypes,
  typeOf,
} from "./todoist-row.ts";
import { todoistTask } from "./todoist-task.ts";
import { readComment } from "./todoist-text.ts";
import { unreadable } from "./unreadable.ts";

/** Todoist has four levels; a list of as many as a number can be would take for ever to shorten. */
const maxDepth = 10;

/** What is known when a row is read: those before it. */
type Reading = ReadContext & {
  tasks: ImportedTask[];
  errors: ReadFile["errors"];
  losses: Losses;
  /** The titles of the tasks that the next one may be a part of. */
  parents: string[];
  section: string;
  /** Comments on what is no task: they go to the next one. */
  comments: { text: string; remark: Remark }[];
  dates: Map<string, TodoistDate | null>;
  /** Who has added tasks. */
  authors: Set<string>;
  /** True below a section, until its first task: a comment there is one on the section. */
  isSectionNew: boolean;
};

/**
 * The CSV of a Todoist project or template: tasks with labels (`@label`), priorities 1 (highest) to 4,
 * dates in words, and notes, which are those of the task before them. A section becomes a tag, and a
 * sub-task says whose it is. https://todoist.com/help/articles/format-a-csv-file-to-import-into-todoist-UVUXTmm6
 * Throws `validation_failed` for a file without the names of the columns.
 */
export function readTodoist(text: string, context: ReadContext): ReadFile {
  const layout = csvLayout(text, isTodoistHeader);
  if (layout === null)
    throw unreadable({
      reason: "no_todoist_csv",
      message: "This is no CSV of Todoist: no row has the names of its columns (CONTENT).",
    });
  const reading: Reading = {
    ...context,
    tasks: [],
    errors: [],
    losses: new Losses(),
    parents: [],
    section: "",
    comments: [],
    authors: new Set(),
    dates: new Map(),
    isSectionNew: true,
  };
  const hasTypes = layout.columns.includes("TYPE");
  for (const row of todoistRows(layout)) {
    refuseTooMany(reading.tasks.length + reading.errors.length);
    readRow(row, hasTypes ? typeOf(row.cell("TYPE")) : "task", reading);
  }
  const { tasks, errors, losses, comments, authors } = reading;
  // Of one author alone it is known who that is.
  if (authors.size > 1) losses.add("authors", tasks[0]?.line ?? 1, tasks.length);
  for (const { text: comment, remark } of comments)
    errors.push({
      ...remark,
      title: null,
      message: `There is no task for this comment: ${comment}`,
      code: "no_task_of_comment",
      value: comment,
    });
  return { tasks, errors, warnings: losses.notes() };
}

function readRow(row: TodoistRow, type: string, reading: Reading): void {
  switch (type) {
    case "note":
    case "project_note":
      readNote(row, type, reading);
      break;
    case "section":
      reading.section = row.cell("CONTENT");
      reading.parents = [];
      reading.isSectionNew = true;
      reading.losses.add("sections", row.line);
      if (row.cell("DESCRIPTION") !== "") readNote(row, "section", reading);
      break;
    case "meta":
      break;
    default:
      readTask(row, type, reading);
  }
}

function readTask(row: TodoistRow, type: string, reading: Reading): void {
  const { line, cell, openQuoteLine } = row;
  const { tasks, parents, losses, comments } = reading;
  const task = todoistTask(row, reading);
  if (cell("AUTHOR") !== "") reading.authors.add(cell("AUTHOR"));
  const remarks: Remark[] = [];
  if (!todoistTypes.includes(type))
    remarks.push(taken({ line, field: "TYPE", value: cell("TYPE") }, "task"));
  if (openQuoteLine !== null)
    remarks.push({
      line: openQuoteLine,
      message: "A quote that begins here is never closed.",
      code: "open_quote",
    });
  const depth = depthOf(row, remarks);
  parents.splice(depth - 1);
  const parent = parents.at(-1);
  if (parent !== undefined) losses.add("hierarchy", line);
  parents[depth - 1] = task.fields.title;
  task.fields.notes = joined([
    parent === undefined ? "" : `Part of: ${parent}`,
    task.fields.notes,
    ...comments.map(({ text }) => text),
  ]);
  task.warnings = [...remarks, ...(task.warnings ?? []), ...comments.map(({ remark }) => remark)];
  reading.comments = [];
  reading.isSectionNew = false;
  tasks.push(task);
}

function depthOf({ line, cell }: TodoistRow, remarks: Remark[]): number {
  const value = cell("INDENT");
  const depth = Math.trunc(Number(value));
  if (value !== "" && !(depth >= 1 && depth <= maxDepth))
    remarks.push(taken({ line, field: "INDENT", value }, "level"));
  return Math.min(Math.max(1, depth || 1), maxDepth);
}

/** A comment goes to the task before it; one on a section or on the project to the task after it. */
function readNote(row: TodoistRow, type: string, reading: Reading): void {
  const { line, cell, others } = row;
  const { losses, tasks } = reading;
  const { text, attachmentCount } = readComment(cell("CONTENT"));
  losses.add("comments", line);
  losses.add("attachments", line, attachmentCount);
  const isOfSection = type === "section";
  const comment = isOfSection
    ? `${text}: ${cell("DESCRIPTION")}`
    : joined([
        withAuthor(text, cell("AUTHOR"), cell("DATE")),
        cell("DESCRIPTION"),
        ...others.map(({ column, value }) => `${column}: ${value}`),
      ]);
  const task = tasks.at(-1);
  if (type === "note" && task !== undefined && !reading.isSectionNew) {
    task.fields.notes = joined([task.fields.notes, comment]);
    return;
  }
  const remark = taken({ line, field: "CONTENT", value: text }, "next_note");
  reading.comments.push({ text: comment, remark });
}

/** Of a comment it is said whose it is and from when, where the file says so. */
function withAuthor(text: string, author: string, date: string): string {
  const told = [author.replace(/ \(\d+\)$/u, ""), date.slice(0, 10)].filter((one) => one !== "");
  return told.length === 0 ? text : `Comment (${told.join(", ")}): ${text}`;
}

/** Texts with a blank line between them. A task may have a million comments: none is copied for the next. */
function joined(texts: readonly (string | undefined)[]): string {
  return texts.reduce<string>((one, other) => {
    if (other === undefined || other === "") return one;
    return one === "" ? other : `${one}\n\n${other}`;
  }, "");
}

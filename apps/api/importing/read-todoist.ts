import { Problem } from "@pakaura/service/problem";
import { CsvError, parse } from "csv-parse/sync";
import type { ImportedTask, ReadContext, ReadFile } from "./imported-task.ts";
import { refuseTooMany } from "./prepared-import.ts";
import { readTodoistDate } from "./read-todoist-date.ts";

type Row = { record: Record<string, string>; info: { lines: number } };

const priorities: Record<string, string> = {
  "1": "urgent",
  "2": "high",
  "3": "medium",
  "4": "none",
};
/** Todoist has four levels; a list of as many as a number can be would take for ever to shorten. */
const maxDepth = 10;
const label = /(?:^|\s)@([\p{L}\p{N}\p{M}_-]+)/gu;

/**
 * The CSV of a Todoist project or template: tasks with labels (`@label`), priorities 1 (highest) to 4,
 * dates in words, and notes, which are those of the task before them. A section becomes a tag, and a
 * sub-task says whose it is. https://todoist.com/help/articles/format-a-csv-file-to-import-into-todoist-UVUXTmm6
 */
export function readTodoist(text: string, context: ReadContext): ReadFile {
  const rows = readRows(text);
  const read: ReadFile = { tasks: [], errors: [] };
  const parents: string[] = [];
  let section = "";
  for (const { record, info } of rows) {
    refuseTooMany(read.tasks.length + read.errors.length);
    const cell = (name: string): string => record[name]?.trim() ?? "";
    const content = cell("CONTENT");
    const last = read.tasks.at(-1);
    switch (cell("TYPE")) {
      case "task": {
        const depth = Math.min(Math.max(1, Math.trunc(Number(cell("INDENT"))) || 1), maxDepth);
        parents.splice(depth - 1);
        const task = toTask({ line: info.lines, content, cell, section, context });
        const parent = parents.at(-1);
        if (parent !== undefined)
          task.fields.notes = joined(`Part of: ${parent}`, task.fields.notes);
        parents[depth - 1] = task.fields.title;
        read.tasks.push(task);
        break;
      }
      case "note":
        if (last) last.fields.notes = joined(last.fields.notes, content);
        break;
      case "section":
        section = content;
        break;
      case "":
      case "meta":
        break;
      default:
        read.errors.push({
          line: info.lines,
          title: content,
          message: "TYPE: must be task, section or note",
        });
    }
  }
  return read;
}

function readRows(text: string): Row[] {
  try {
    return parse<Row>(text, {
      columns: (header: string[]) => header.map((name) => name.trim().toUpperCase()),
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Problem("validation_failed", `The CSV cannot be read: ${error.message}`);
  }
}

function toTask(row: {
  line: number;
  content: string;
  cell: (name: string) => string;
  section: string;
  context: ReadContext;
}): ImportedTask {
  const { line, content, cell, section, context } = row;
  const labels = [...content.matchAll(label)].map(([, name = ""]) => name);
  const title = content.replaceAll(label, "").replace(/^\* /, "").trim();
  const task: ImportedTask = {
    line,
    key: null,
    fields: {
      title,
      notes: cell("DESCRIPTION"),
      priority: priorities[cell("PRIORITY")] ?? "none",
      tags: section === "" ? labels : [...labels, section],
    },
    warnings: [],
  };
  const words = cell("DATE") || cell("DEADLINE");
  if (words === "") return task;
  const date = readTodoistDate(words, { ...context, timeZone: zoneOf(cell("TIMEZONE"), context) });
  if (date === null) {
    task.fields.notes = joined(task.fields.notes, `Date: ${words}`);
    task.warnings?.push(`The date "${words}" was not understood, and is in the notes.`);
  } else Object.assign(task.fields, date);
  return task;
}

function zoneOf(name: string, { timeZone }: ReadContext): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name || timeZone }).resolvedOptions().timeZone;
  } catch {
    return timeZone;
  }
}

function joined(one: string | undefined, other: string | undefined): string {
  return [one, other].filter((text) => text !== undefined && text !== "").join("\n\n");
}

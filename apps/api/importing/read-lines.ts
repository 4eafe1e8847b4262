import { csvRows } from "./csv-rows.ts";
import type { ImportedTask, ReadFile } from "./imported-task.ts";
import { Levels } from "./levels.ts";
import { Losses } from "./losses.ts";
import { refuseTooMany } from "./prepared-import.ts";

/** A bullet or a number before a line, and a Markdown check box. */
const lead = /^(?<indent>\s*)(?<bullet>[-*+•]\s+|\d+[.)]\s+)?(?:\[(?<mark>[ xX])\]\s+)?/u;
/** A line between others. */
const rule = /^(?:-{3,}|={3,}|_{3,}|\*{3,})$/u;
const columnName =
  /^(?:content|item|name|subject|summary|task|task name|text|title|to-?do|aufgabe|titel|betreff)$/iu;

/**
 * Plain lines, each a task; bullets and numbers are left out, a ticked box is a completed task, and an item
 * that is indented below another a part of it.
 */
export function readLines(text: string, now: number): ReadFile {
  const lines = text.split(/\r\n|\r|\n/u);
  return toTasks(
    lines.map((written, index) => ({ written, line: index + 1 })),
    now,
  );
}

/** The one column of a CSV: as plain lines, without the quotes, and without its name. */
export function readColumn(text: string, now: number): ReadFile {
  const rows = [...csvRows(text, { delimiter: "," })].map(({ cells, line }) => ({
    written: cells.join(",").replaceAll(/\s+/gu, " "),
    line,
  }));
  const [first] = rows;
  if (!columnName.test(first?.written.trim() ?? "")) return toTasks(rows, now);
  const value = first?.written.trim() ?? "";
  const message = `"${value}" was taken as the name of the column.`;
  return {
    ...toTasks(rows.slice(1), now),
    warnings: [{ line: 1, title: null, message, code: "taken_as_column", value }],
  };
}

function toTasks(lines: readonly { written: string; line: number }[], now: number): ReadFile {
  const tasks: ImportedTask[] = [];
  const levels = new Levels();
  const losses = new Losses();
  for (const { written, line } of lines) {
    refuseTooMany(tasks.length);
    const found = lead.exec(written);
    const title = written.slice(found?.[0].length ?? 0).trim();
    if (title === "" || rule.test(title)) continue;
    const { indent = "", bullet, mark } = found?.groups ?? {};
    const isItem = (bullet ?? mark) !== undefined;
    const parent = levels.below(isItem ? indent : "", title);
    if (parent !== null) losses.add("hierarchy", line);
    const completedAt = mark?.toLowerCase() === "x" ? new Date(now).toISOString() : null;
    const notes = parent === null ? {} : { notes: `Part of: ${parent}` };
    tasks.push({ line, key: null, fields: { title, ...notes }, completedAt });
  }
  return { tasks, errors: [], warnings: losses.notes() };
}

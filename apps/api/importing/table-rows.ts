import type { CsvLayout } from "./csv-header.ts";
import { csvRows } from "./csv-rows.ts";
import type { ReadContext } from "./imported-task.ts";
import { JsonFields } from "./json-fields.ts";
import { readTodoistDate } from "./read-todoist-date.ts";

/**
 * The rows of a table as fields by the names of their columns, without those in which nothing stands; cells beyond the
 * last column are called by their place. `isRow` tells a row by the line that it begins with.
 */
export function* tableRows(
  { rest, columns, delimiter, linesBefore }: CsvLayout,
  isRow: (line: string) => boolean = () => false,
): Generator<JsonFields> {
  for (const { cells, line, openQuoteLine } of csvRows(rest, { delimiter, isRow })) {
    const named = cells.flatMap((cell, index): [string, string][] => {
      const value = cell.trim().replaceAll(/\r\n?/gu, "\n");
      return value === "" ? [] : [[nameOf(columns, index), value]];
    });
    if (named.length === 0) continue;
    const fields = new JsonFields(Object.fromEntries(named), line + linesBefore);
    if (openQuoteLine !== null)
      fields.remarks.push({
        line: openQuoteLine + linesBefore,
        message: "A quote that begins here is never closed.",
        code: "open_quote",
      });
    yield fields;
  }
}

/** A name that two columns have is that of the first. */
function nameOf(columns: readonly string[], index: number): string {
  const name = columns[index] ?? "";
  return name === "" || columns.indexOf(name) !== index ? `column ${index + 1}` : name;
}

/** The words of a cell with several of them. */
export function wordsIn(cell: string): string[] {
  return cell
    .split(/[,;\n]/u)
    .map((word) => word.trim())
    .filter((word) => word !== "");
}

/** The date of a cell: as ISO 8601 has it, or in words. One that is not understood is told, and kept for the notes. */
export function cellDate(fields: JsonFields, name: string, context: ReadContext): string | null {
  const text = fields.text(name);
  if (text === "") return null;
  const read = readTodoistDate(text, { ...context, language: "" });
  if (read === null || read.recurrence !== undefined || read.due_date === null) {
    fields.refuse(name);
    return null;
  }
  return read.due_date;
}

import type { CsvLayout } from "./csv-header.ts";
import { csvRows } from "./csv-rows.ts";

export const todoistColumns = [
  "TYPE",
  "CONTENT",
  "DESCRIPTION",
  "IS_COLLAPSED",
  "PRIORITY",
  "INDENT",
  "AUTHOR",
  "RESPONSIBLE",
  "DATE",
  "DATE_LANG",
  "TIMEZONE",
  "DURATION",
  "DURATION_UNIT",
  "DEADLINE",
  "DEADLINE_LANG",
] as const;
export type TodoistColumn = (typeof todoistColumns)[number];

/** The kinds of rows; `project_note` is a comment on all of the project. */
export const todoistTypes = ["task", "note", "section", "meta", "project_note"];

/** A row of a Todoist CSV by the names of its columns. */
export type TodoistRow = {
  line: number;
  cell: (name: TodoistColumn) => string;
  /** What stands in columns that Todoist does not have, or beyond the last one. */
  others: { column: string; value: string }[];
  openQuoteLine: number | null;
};

/** Columns that no other product has, so that one of them tells Todoist's file where others are missing. */
const ownColumns = ["TYPE", "INDENT", "DATE_LANG", "DEADLINE_LANG"];

/** True for the columns of Todoist's CSV, in any order; without CONTENT its rows are worth nothing. */
export function isTodoistHeader(columns: readonly string[]): boolean {
  const isKnown = (name: string): boolean => (todoistColumns as readonly string[]).includes(name);
  if (!columns.includes("CONTENT")) return false;
  return ownColumns.some((name) => columns.includes(name)) || columns.every(isKnown);
}

/** The rows of a Todoist CSV that have anything in them. */
export function* todoistRows({
  rest,
  columns,
  delimiter,
  linesBefore,
}: CsvLayout): Generator<TodoistRow> {
  const isRow = (line: string): boolean => isWholeRow(line.split(delimiter), columns);
  for (const { cells, line, openQuoteLine } of csvRows(rest, { delimiter, isRow })) {
    const values = cells.map((cell) => cell.trim().replaceAll(/\r\n?/gu, "\n"));
    if (values.every((value) => value === "")) continue;
    yield {
      line: line + linesBefore,
      cell: (name) => values[columns.indexOf(name)] ?? "",
      others: othersOf(values, columns),
      openQuoteLine: openQuoteLine === null ? null : openQuoteLine + linesBefore,
    };
  }
}

/** A line with the cells of a row and its type: what an open quote has swallowed. */
function isWholeRow(cells: readonly string[], columns: readonly string[]): boolean {
  const type = cells[columns.indexOf("TYPE")];
  return (
    type !== undefined && cells.length >= columns.length && todoistTypes.includes(typeOf(type))
  );
}

function othersOf(values: readonly string[], columns: readonly string[]): TodoistRow["others"] {
  return values.flatMap((value, index) => {
    const name = columns[index] ?? "";
    const isKnown = (todoistColumns as readonly string[]).includes(name);
    if (value === "" || (isKnown && columns.indexOf(name) === index)) return [];
    return { column: name === "" ? `column ${index + 1}` : name, value };
  });
}

/** The type of a row as it is meant: in any case, and in quotes. */
export function typeOf(written: string): string {
  return written.replaceAll('"', "").trim().toLowerCase();
}

import { csvLayout } from "./csv-header.ts";
import { csvRows } from "./csv-rows.ts";

/** Names that columns of lists of tasks have, in the languages that people's programs speak. */
const columnNames = new Set(
  [
    "TITLE|TASK|TASK NAME|NAME|SUBJECT|CONTENT|SUMMARY|TEXT|TO-DO|ITEM|DESCRIPTION|NOTES|NOTE|COMMENT|COMMENTS|DETAILS",
    "DUE|DUE DATE|DUE_DATE|DUEDATE|DATE|START|START DATE|STARTDATE|DEADLINE|REMINDER|REPEAT|RECURRENCE|PRIORITY|IMPORTANCE",
    "STATUS|STATE|COMPLETED|DONE|IS COMPLETED|COMPLETED AT|COMPLETED TIME|CREATED|CREATED AT|CREATED TIME|LAST MODIFIED",
    "TAG|TAGS|LABEL|LABELS|LIST|LIST NAME|FOLDER|FOLDER NAME|PROJECT|PROJECTS|SECTION|SECTION/COLUMN|CATEGORY|CATEGORIES|CONTEXT",
    "ASSIGNEE|ASSIGNED TO|OWNER|ID|TASK ID|TYPE|KIND|PARENT|PARENT TASK|TIMEZONE|URL",
    "TITEL|AUFGABE|BETREFF|BESCHREIBUNG|NOTIZ|NOTIZEN|FÄLLIG|FÄLLIG AM|FÄLLIGKEITSDATUM|DATUM|PRIORITÄT|ERLEDIGT|LISTE|PROJEKT|KATEGORIE|KATEGORIEN|BEGINNT AM",
    "TITRE|TÂCHE|ÉCHÉANCE|PRIORITÉ|STATUT|LISTE|TÍTULO|TAREA|FECHA|PRIORIDAD|ESTADO|NOTAS|LISTA",
  ].flatMap((names) => names.split("|")),
);
const maxNameLength = 60;
const glance = 100_000;
const rowsLookedAt = 50;

/**
 * What a text shows of being a table that is no list of lines: the names of its columns, or none where it
 * has rows alone; null where it is no table. `isTold` when its sender says that it is a CSV.
 */
export function foreignTable(text: string, isTold: boolean): { columns: string[] } | null {
  const layout = csvLayout(text, isHeaderOfTasks);
  if (layout !== null) {
    const { rest, delimiter, columns } = layout;
    const rows = firstRows(rest, delimiter);
    const isLike = (count: number): boolean => count > 1 && Math.abs(count - columns.length) <= 1;
    const fitting = rows.filter(({ length }) => isLike(length));
    if (fitting.length >= rows.length * 0.6) return { columns };
  }
  const isTable = [",", ";", "\t", "|"].some((delimiter) => isEven(text, delimiter, isTold));
  return isTable ? { columns: [] } : null;
}

function isHeaderOfTasks(columns: string[]): boolean {
  const known = columns.filter((name) => columnNames.has(name));
  return known.length >= 2 && columns.every((name) => name.length <= maxNameLength);
}

/** Rows with as many cells as each other, and with no blank after a delimiter, which sentences have. */
function isEven(text: string, delimiter: string, isTold: boolean): boolean {
  const rows = firstRows(text, delimiter);
  const [first = []] = rows;
  if (first.length < 2 || !rows.every(({ length }) => length === first.length)) return false;
  if (isTold) return true;
  const lines = text.slice(0, glance).split(/\r\n|\r|\n/u, rowsLookedAt);
  const written = lines.filter((line) => line.trim() !== "");
  if (rows.length >= 2 && written.every((line) => /^".*"$/u.test(line.trim()))) return true;
  const isWide = rows.length >= 2 && first.length >= 5;
  const columnsNeeded = delimiter === "," ? 3 : 2;
  const isSentence = (cell: string): boolean => /^\s+\S/u.test(cell);
  const hasSentences = rows.some((cells) => cells.slice(1).some(isSentence));
  const isLong = rows.length >= 3 && first.length >= columnsNeeded;
  return (isWide || isLong) && !hasSentences;
}

function firstRows(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  const part = text.slice(0, glance).trim();
  for (const { cells } of csvRows(part, { delimiter })) {
    if (cells.every((cell) => cell.trim() === "")) continue;
    // The part may break off within the last row.
    if (rows.push(cells) === rowsLookedAt) break;
  }
  return text.length > glance && rows.length < rowsLookedAt ? rows.slice(0, -1) : rows;
}

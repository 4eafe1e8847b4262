import { csvRows } from "./csv-rows.ts";

/** How a CSV is laid out: its columns in capitals, and where the rows below them begin. */
export type CsvLayout = {
  delimiter: string;
  columns: string[];
  rest: string;
  /** How many lines stand before the rest. */
  linesBefore: number;
};

const delimiters = [",", ";", "\t", "|"];
/** Programs write a line or a few before the names of the columns. */
const rowsLookedAt = 30;
const glance = 100_000;
/** What Excel writes before the rest of a file: the delimiter. */
const excelLine = /^"?sep=(?<delimiter>.)"?\r?(?:\n|$)/iu;

/**
 * The layout of a CSV whose columns are named in one of its first rows, with the delimiter that makes most
 * of the names out; null where no row has names that `isHeader` takes.
 */
export function csvLayout(
  text: string,
  isHeader: (columns: string[]) => boolean,
): CsvLayout | null {
  const told = excelLine.exec(text);
  const start = told?.[0].length ?? 0;
  const given = told?.groups?.["delimiter"];
  const found = (given ? [given, ...delimiters] : delimiters).flatMap((delimiter) => {
    const layout = layoutBy(text, { delimiter, start, isHeader });
    return layout ?? [];
  });
  const most = Math.max(...found.map(({ columns }) => columns.length));
  return found.find(({ columns }) => columns.length === most) ?? null;
}

function layoutBy(
  text: string,
  options: { delimiter: string; start: number; isHeader: (columns: string[]) => boolean },
): CsvLayout | null {
  const { delimiter, start, isHeader } = options;
  const skipped = start > 0 ? 1 : 0;
  let rows = 0;
  let header: string[] | null = null;
  for (const { cells, line } of csvRows(text.slice(start, start + glance), { delimiter })) {
    if (header !== null) return layoutFrom(line - 1);
    if (rows > rowsLookedAt) return null;
    const columns = cells.map((name) =>
      name
        .replace(/^\uFEFF/u, "")
        .trim()
        .toUpperCase(),
    );
    if (isHeader(columns)) header = columns;
    rows += 1;
  }
  return header && { delimiter, columns: header, rest: "", linesBefore: skipped };

  function layoutFrom(lines: number): CsvLayout {
    const rest = afterLines(text, lines + skipped);
    return { delimiter, columns: header ?? [], rest, linesBefore: lines + skipped };
  }
}

function afterLines(text: string, count: number): string {
  const lineEnd = /\r\n|\r|\n/gu;
  for (let line = 0; line < count; line += 1) lineEnd.exec(text);
  return text.slice(lineEnd.lastIndex);
}

import type { ImportFormat } from "@pakaura/contract/transfer";
import { type CsvLayout, csvLayout } from "./csv-header.ts";
import type { ReadContext, ReadFile } from "./imported-task.ts";
import { isAsanaHeader, readAsanaCsv } from "./read-asana-csv.ts";
import { isTickTickHeader, readTickTick } from "./read-ticktick.ts";
import { isTrelloHeader, readTrelloCsv } from "./read-trello-csv.ts";
import { unreadable } from "./unreadable.ts";

type TableFormat = Extract<ImportFormat, "ticktick" | "asana" | "trello">;

/** The tables of products, by their columns; Todoist's is read by itself. */
const tables: Record<
  TableFormat,
  {
    isHeader: (columns: readonly string[]) => boolean;
    read: (layout: CsvLayout, context: ReadContext) => ReadFile;
  }
> = {
  ticktick: { isHeader: isTickTickHeader, read: readTickTick },
  asana: { isHeader: isAsanaHeader, read: readAsanaCsv },
  trello: { isHeader: isTrelloHeader, read: readTrelloCsv },
};
const names = ["ticktick", "asana", "trello"] as const;

/** Whose table a text is, by the names of its columns; null for any other. */
export function tableFormatOf(text: string): TableFormat | null {
  const isAny = (columns: readonly string[]): boolean =>
    names.some((name) => tables[name].isHeader(columns));
  const layout = csvLayout(text, isAny);
  if (layout === null) return null;
  return names.find((name) => tables[name].isHeader(layout.columns)) ?? null;
}

/** Reads the table of a product. Throws `validation_failed` for one without its columns. */
export function readTable(format: TableFormat, text: string, context: ReadContext): ReadFile {
  const { isHeader, read } = tables[format];
  const layout = csvLayout(text, isHeader);
  if (layout !== null) return read(layout, context);
  const message = "No row of this table has the names of the columns of that product.";
  throw unreadable({ reason: "no_such_table", message });
}

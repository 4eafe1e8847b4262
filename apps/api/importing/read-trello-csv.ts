import type { CsvLayout } from "./csv-header.ts";
import { Intake } from "./foreign-task.ts";
import type { ReadContext, ReadFile } from "./imported-task.ts";
import type { JsonFields } from "./json-fields.ts";
import { cellDate, tableRows, wordsIn } from "./table-rows.ts";
import { createdOfTrello } from "./trello-id.ts";

/** Every row begins with the number of its card. */
const rowBegin = /^"?[\da-f]{24}"?,/iu;
const technical = new Set(["LIST ID", "BOARD ID", "CARD URL", "LAST ACTIVITY DATE", "BOARD NAME"]);
const yes = /^(?:true|yes|1)$/iu;
/** Numbers of things that the table does not have. */
const counts = {
  "ATTACHMENT COUNT": "attachments",
  "COMMENT COUNT": "uncounted_comments",
  "CHECKLIST ITEM TOTAL COUNT": "uncounted_steps",
} as const;

/** True for the columns of a board that Trello has exported. */
export function isTrelloHeader(columns: readonly string[]): boolean {
  return columns.includes("CARD NAME") && columns.includes("LIST NAME");
}

/** The cards of a board of Trello as CSV; board, list and labels become tags, and of check lists the file has no items. */
export function readTrelloCsv(layout: CsvLayout, context: ReadContext): ReadFile {
  const intake = new Intake(context.now);
  for (const fields of tableRows(layout, (line) => rowBegin.test(line)))
    readRow(fields, intake, context);
  return intake.read();
}

function readRow(fields: JsonFields, intake: Intake, context: ReadContext): void {
  const { line } = fields;
  const id = fields.text("CARD ID");
  intake.keepStart(fields, cellDate(fields, "START DATE", context));
  const isArchived = yes.test(fields.text("ARCHIVED"));
  if (isArchived) intake.lost.add("archived_cards", line);
  const isDone = isArchived || yes.test(fields.text("DUE COMPLETE"));
  const last = cellDate(fields, "LAST ACTIVITY DATE", context);
  intake.keepPeople(fields, wordsIn(fields.text("MEMBERS")));
  fields.keep("Link", fields.text("CARD URL"));
  fields.keep("Attachments", fields.text("ATTACHMENT LINKS"));
  for (const [name, loss] of Object.entries(counts)) {
    const count = fields.number(name) ?? 0;
    if (count > 0) intake.lost.add(loss, line, Math.trunc(count));
  }
  const done = fields.number("CHECKLIST ITEM COMPLETED COUNT") ?? 0;
  if (done > 0)
    fields.keep("Done so far", `${done} of ${fields.text("CHECKLIST ITEM TOTAL COUNT")}`);
  const list = fields.text("LIST NAME");
  intake.group("sections", list, fields.line);
  const due = cellDate(fields, "DUE DATE", context);
  if (fields.text("VOTE COUNT") !== "0")
    fields.keepValue("VOTE COUNT", "Votes", fields.text("VOTE COUNT"));
  const tags = [...wordsIn(fields.text("LABELS")), list, fields.text("BOARD NAME")];
  const description = fields.text("CARD DESCRIPTION");
  intake.add(fields, {
    technical,
    title: "CARD NAME",
    key: id === "" ? null : `trello ${id}`,
    notes: [description],
    due,
    tags,
    completedAt: isDone ? (last ?? new Date(context.now).toISOString()) : null,
    createdAt: createdOfTrello(id, context.now),
  });
}

import type { ImportedTask, ReadContext, ReadFile } from "./imported-task.ts";
import { Losses } from "./losses.ts";
import { Levels } from "./levels.ts";
import { hasObsidianMarks, readObsidianMarks } from "./obsidian-marks.ts";
import { refuseTooMany } from "./prepared-import.ts";
import { keptInNotes } from "./remarks.ts";

const heading = /^ {0,3}#{1,6}[ \t]+(?<text>\S.*)$/u;
const item =
  /^(?<indent>[ \t]*)(?:[-*+•]|\d{1,9}[.)])[ \t]+(?:\[(?<mark>[^\]])\][ \t]+)?(?<text>\S.*)$/u;
const fence = /^[ \t]*(?:```|~~~)/u;
const tableRow = /^\|.*\|\s*$/u;
const rule = /^---\s*$/u;
/** Of the lines before the text of a document, which say something of it, so many are looked at. */
const maxFrontLines = 100;
/** What stands in a box, and what is said of it. */
const words = new Map([
  ["x", ""],
  ["X", ""],
  ["-", "cancelled"],
  ["/", "in progress"],
  [">", "moved"],
  ["!", "important"],
  ["?", "question"],
]);
const lineEnd = /\r\n|\r|\n/u;

/** True for text with the marks of a Markdown document that plain lines have not. */
export function isMarkdown(text: string): boolean {
  const lines = text.split(lineEnd, 2_000);
  const hasFront =
    rule.test(lines[0] ?? "") && lines.slice(1, maxFrontLines).some((line) => rule.test(line));
  return (
    hasFront ||
    hasObsidianMarks(text) ||
    lines.some((line) => [heading, fence, tableRow].some((mark) => mark.test(line)))
  );
}

/** True where there is a list in it, which is all that can be read. */
export function hasItems(text: string): boolean {
  return text.split(lineEnd).some((line) => item.test(line));
}

/**
 * The items of the lists of a Markdown document: a ticked box is a completed task, a heading a tag, an item
 * below another a part of it; marks of Obsidian Tasks are read. Other text goes into the notes of the item before it, or else after it.
 */
export function readMarkdown(text: string, context: ReadContext): ReadFile {
  const isObsidian = hasObsidianMarks(text);
  const losses = new Losses();
  const levels = new Levels();
  const tasks: ImportedTask[] = [];
  let before = "";
  let section = "";
  let isFenced = false;
  for (const [index, written] of text.split(lineEnd).entries()) {
    refuseTooMany(tasks.length);
    const line = index + 1;
    const headed = isFenced ? undefined : heading.exec(written)?.groups?.["text"];
    const found = isFenced ? null : item.exec(written)?.groups;
    if (fence.test(written)) isFenced = !isFenced;
    if (headed !== undefined) {
      section = withoutClosingMarks(headed);
      levels.clear();
      losses.add("sections", line);
    } else if (found) {
      const own = itemOf(found, line, { ...context, losses, isObsidian });
      const { title } = own.fields;
      const parent = levels.below(found["indent"] ?? "", title);
      if (parent !== null) losses.add("hierarchy", line);
      const notes = joined(
        joined(parent === null ? "" : `Part of: ${parent}`, own.fields.notes ?? ""),
        before,
      );
      before = "";
      const tags = [...(own.fields.tags ?? []), ...(section === "" ? [] : [section])];
      tasks.push({ ...own, line, key: null, fields: { ...own.fields, notes, tags } });
    } else if (written.trim() !== "") {
      losses.add("texts", line);
      const last = tasks.at(-1);
      if (last === undefined) before = joined(before, written.trim());
      else last.fields.notes = joined(last.fields.notes ?? "", written.trim());
    }
  }
  return { tasks, errors: [], warnings: losses.notes() };
}

type Item = Pick<ImportedTask, "fields" | "createdAt" | "completedAt" | "warnings">;
type ItemContext = ReadContext & { losses: Losses; isObsidian: boolean };

/** An item with what its box and its marks say; a box with another sign than a cross is one of a task that is told. */
function itemOf(
  { text = "", mark }: Record<string, string | undefined>,
  line: number,
  { isObsidian, ...context }: ItemContext,
): Item {
  const { endedAt, ...read } =
    isObsidian && mark !== undefined
      ? readObsidianMarks(text, line, context)
      : { fields: { title: text.trim() }, endedAt: null };
  const isEnded = mark === "x" || mark === "X" || mark === "-";
  const completedAt = isEnded ? (endedAt ?? new Date(context.now).toISOString()) : null;
  const state = mark === undefined ? "" : (words.get(mark) ?? mark.trim());
  const reopened = isEnded || endedAt === null ? "" : `open again, ended ${endedAt.slice(0, 10)}`;
  const said = [state, reopened].filter((word) => word !== "").join(", ");
  if (said === "") return { ...read, completedAt };
  const remark = keptInNotes({ line, field: "status", value: said });
  const notes = joined(`Status: ${said}`, read.fields.notes ?? "");
  const warnings = [...(read.warnings ?? []), remark];
  return { ...read, fields: { ...read.fields, notes }, completedAt, warnings };
}

/** "# Home ##" is the heading "Home". */
function withoutClosingMarks(text: string): string {
  let end = text.trimEnd().length;
  while (text[end - 1] === "#") end -= 1;
  return /\s/u.test(text[end - 1] ?? "") ? text.slice(0, end).trim() : text.trim();
}

function joined(one: string, other: string): string {
  return one === "" || other === "" ? one + other : `${one}\n${other}`;
}

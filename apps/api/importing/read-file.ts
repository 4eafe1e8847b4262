import { exportFormat, type ImportFormat } from "@pakaura/contract/transfer";
import { decodeText } from "./decode-text.ts";
import { formatOf, type TextFormat } from "./file-format.ts";
import type { ReadContext, ReadFile } from "./imported-task.ts";
import { readForeignJson } from "./json-formats.ts";
import { readICalendar } from "./read-icalendar.ts";
import { readColumn, readLines } from "./read-lines.ts";
import { readMarkdown } from "./read-markdown.ts";
import { parseForeignJson } from "./parse-foreign-json.ts";
import { readTodoTxt } from "./read-todo-txt.ts";
import { readTodoist } from "./read-todoist.ts";
import { readTodoistBackup } from "./read-todoist-backup.ts";
import { refuseBinary } from "./refuse-binary.ts";
import { readTable } from "./table-formats.ts";
import { isZip, readZip } from "./text-in-zip.ts";
import { unreadable } from "./unreadable.ts";
import type { UploadedFile } from "./uploaded-file.ts";

/** A file by its format: our own export as it is, every other as tasks. */
export type File =
  | { format: typeof exportFormat; value: unknown }
  | ({ format: Exclude<ImportFormat, typeof exportFormat> } & ReadFile);

/**
 * Reads a file in the format that was named, or else that it looks like. Rejects with `validation_failed`
 * when it cannot be read, or is nothing that we know, and `invalid_json` for JSON with a mistake.
 */
export async function readFile(
  { bytes, isCsv }: UploadedFile,
  wanted: ImportFormat | undefined,
  context: ReadContext,
): Promise<File> {
  refuseBinary(bytes);
  if (isZip(bytes)) return readArchive(bytes, wanted, context);
  const { text, warnings } = decodeText(bytes);
  const file = readText(text, wanted ?? formatOf(text, isCsv), context);
  if (file.format === exportFormat) return file;
  return { ...file, warnings: [...warnings, ...(file.warnings ?? [])] };
}

async function readArchive(
  bytes: Buffer,
  wanted: ImportFormat | undefined,
  context: ReadContext,
): Promise<File> {
  const content = await readZip(bytes);
  if ("json" in content) return readText(content.json, wanted ?? "json", context);
  return { format: "todoist", ...readTodoistBackup(content, context) };
}

function readText(text: string, format: TextFormat, context: ReadContext): File {
  switch (format) {
    case "icalendar":
      return { format, ...withSomething(readICalendar(text, context), text) };
    case "todoist":
      if (isJsonLike(text)) return readJson(text, format, context);
      return { format, ...readTodoist(text, context) };
    case "asana":
    case "trello":
      if (isJsonLike(text)) return readJson(text, format, context);
      return { format, ...readTable(format, text, context) };
    case "ticktick":
      return { format, ...readTable(format, text, context) };
    case "todo_txt":
      return { format, ...readTodoTxt(text, context.now) };
    case "markdown":
      return { format, ...readMarkdown(text, context) };
    case "lines":
      return { format, ...readLines(text, context.now) };
    case "column":
      return { format: "lines", ...readColumn(text, context.now) };
    case "pakaura":
    case "vikunja":
    case "super_productivity":
    case "microsoft_todo":
    case "google_tasks":
    case "things":
    case "taskwarrior":
      return readJson(text, format, context);
    case "json":
      return readJson(text, undefined, context);
  }
}

/** Throws `validation_failed` for a calendar of which there is nothing to tell: it is none, or was cut off. */
function withSomething(read: ReadFile, text: string): ReadFile {
  if (read.tasks.length + read.errors.length + (read.warnings?.length ?? 0) > 0) return read;
  const lines = text.trimEnd().split(/\r\n|\r|\n/u);
  const isWhole = /^end:vcalendar\s*$/iu.test(lines.at(-1) ?? "");
  const what = "This is no calendar with tasks (VTODO) in it";
  throw unreadable(
    isWhole
      ? { reason: "no_calendar", message: `${what}.` }
      : {
          reason: "broken_calendar",
          message: `${what}; it breaks off on line ${lines.length}.`,
          value: String(lines.length),
        },
  );
}

function isJsonLike(text: string): boolean {
  return /^\s*[[{]/u.test(text);
}

function readJson(text: string, wanted: ImportFormat | undefined, context: ReadContext): File {
  const value = parseForeignJson(text);
  if (wanted === exportFormat || (wanted === undefined && isOurs(value))) {
    return { format: exportFormat, value };
  }
  const found = readForeignJson(value, context);
  if (found !== null) return { format: found.format, ...found.read };
  throw unreadable({
    reason: "other_json",
    message: "This JSON is no export that can be read here.",
  });
}

function isOurs(value: unknown): boolean {
  return (
    typeof value === "object" && value !== null && Reflect.get(value, "format") === exportFormat
  );
}

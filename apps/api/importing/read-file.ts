import { exportFormat, type ImportFormat } from "@pakaura/contract/transfer";
import { Problem } from "@pakaura/service/problem";
import type { ReadContext, ReadFile } from "./imported-task.ts";
import { readICalendar } from "./read-icalendar.ts";
import { readLines } from "./read-lines.ts";
import { readSuperProductivity, superProductivityModels } from "./read-super-productivity.ts";
import { readTodoist } from "./read-todoist.ts";
import { isVikunja, readVikunja } from "./read-vikunja.ts";
import { isZip, textInZip } from "./text-in-zip.ts";

/** A file by its format: our own export as it is, every other as tasks. */
export type File =
  | { format: typeof exportFormat; value: unknown }
  | ({ format: Exclude<ImportFormat, typeof exportFormat> } & ReadFile);

/**
 * Reads a file in the format that was named, or else that it looks like. Rejects with `validation_failed`
 * when it cannot be read, or is nothing that we know.
 */
export async function readFile(
  bytes: Buffer,
  wanted: ImportFormat | undefined,
  context: ReadContext,
): Promise<File> {
  const text = isZip(bytes) ? await textInZip(bytes) : decode(bytes);
  const format = wanted ?? formatOf(text);
  switch (format) {
    case "icalendar":
      return { format, ...readICalendar(text, context) };
    case "todoist":
      return { format, ...readTodoist(text, context) };
    case "lines":
      return { format, ...readLines(text, context.now) };
    case "pakaura":
    case "vikunja":
    case "super_productivity":
      return readJson(text, format);
    case "json":
      return readJson(text, undefined);
  }
}

function formatOf(text: string): ImportFormat | "json" {
  const [first = ""] = text.trimStart().split(/\r\n|\r|\n/u, 1);
  if (/^begin:vcalendar/i.test(first)) return "icalendar";
  // JSON that is broken is no list of lines, whereas "[ ] Buy milk" is a line.
  if (/^(?:\{|\[\s*(?:$|[[{"]))/.test(first) || (first.startsWith("[") && isJson(text)))
    return "json";
  const columns = first.split(",").map((name) => name.replaceAll('"', "").trim().toUpperCase());
  return columns.includes("TYPE") && columns.includes("CONTENT") ? "todoist" : "lines";
}

function readJson(text: string, wanted: ImportFormat | undefined): File {
  const value = parseJson(text);
  const models = superProductivityModels(value);
  if (wanted === exportFormat || (wanted === undefined && isOurs(value))) {
    return { format: exportFormat, value };
  }
  if (models !== null) return { format: "super_productivity", ...readSuperProductivity(models) };
  if (isVikunja(value)) return { format: "vikunja", ...readVikunja(value) };
  throw new Problem("validation_failed", "This JSON is no export that can be read here.");
}

function isOurs(value: unknown): boolean {
  return (
    typeof value === "object" && value !== null && Reflect.get(value, "format") === exportFormat
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem("invalid_json", "The file is not valid JSON.");
  }
}

function decode(bytes: Buffer): string {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (!text.includes("\0")) return text;
  } catch {
    // Said below, as for any other file that holds no text.
  }
  throw new Problem("validation_failed", "The file is not text in UTF-8.");
}

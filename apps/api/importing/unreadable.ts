import type { ImportRefusal } from "@pakaura/contract/transfer";
import { Problem } from "@pakaura/service/problem";
import { jsonFault } from "./json-fault.ts";

/** What can be read, as it is told to whoever brought something else. */
export const readableFiles =
  "What can be read: exports of Pakaura (JSON), Todoist (CSV, JSON, or the ZIP of a backup), TickTick (CSV), Microsoft To Do (JSON), Google Tasks (JSON or the ZIP of Takeout), Things (JSON), Asana and Trello (CSV or JSON), Taskwarrior (JSON), Vikunja (JSON or ZIP) and Super Productivity (JSON), tasks of a calendar (iCalendar), todo.txt, lists in Markdown, and plain text with one task a line.";

/** Why a file cannot be read: `message` in English, `value` what of the file that is about. */
export type Refusal = { reason: ImportRefusal; message: string; value?: string };

/** The refusal of a file: what it is or what is wrong with it, and what can be read instead. */
export function unreadable(refusal: Refusal): Problem {
  return refused("validation_failed", refusal);
}

/** The refusal of JSON that breaks off or has a mistake, with its line and column. */
export function brokenJson(text: string): Problem {
  const at = jsonFault(text) ?? text.length;
  const before = text.slice(0, at).split(/\r\n|\r|\n/u);
  const column = (before.at(-1)?.length ?? 0) + 1;
  const isBrokenOff = text.slice(at).trim() === "";
  const what = isBrokenOff ? "it breaks off" : "there is a mistake";
  return refused("invalid_json", {
    reason: isBrokenOff ? "json_broken_off" : "json_mistake",
    message: `The file is not valid JSON: ${what} on line ${before.length}, column ${column}.`,
    value: `${before.length}, ${column}`,
  });
}

function refused(code: "validation_failed" | "invalid_json", refusal: Refusal): Problem {
  return new Problem(code, `${refusal.message} ${readableFiles}`, {
    errors: [{ field: "file", code: "unreadable", ...refusal }],
  });
}

import { jsonFault } from "./json-fault.ts";
import { Problem, type ProblemOptions } from "@pakaura/service/problem";

/** What can be read, as it is told to whoever brought something else. */
export const readableFiles =
  "What can be read: exports of Pakaura (JSON), Todoist (CSV, or the ZIP of a backup), Vikunja (JSON or ZIP) and Super Productivity (JSON), tasks of a calendar (iCalendar), todo.txt, lists in Markdown, and plain text with one task a line.";

/** The refusal of a file: what it is or what is wrong with it, and what can be read instead. */
export function unreadable(what: string): Problem {
  return refused("validation_failed", what);
}

/** The refusal of JSON that breaks off or has a mistake, with its line and column. */
export function brokenJson(text: string): Problem {
  const at = jsonFault(text) ?? text.length;
  const before = text.slice(0, at).split(/\r\n|\r|\n/u);
  const column = (before.at(-1)?.length ?? 0) + 1;
  const what = text.slice(at).trim() === "" ? "it breaks off" : "there is a mistake";
  const place = `${what} on line ${before.length}, column ${column}`;
  return refused("invalid_json", `The file is not valid JSON: ${place}.`);
}

function refused(code: "validation_failed" | "invalid_json", what: string): Problem {
  const options: ProblemOptions = {
    errors: [{ field: "file", code: "unreadable", message: what }],
  };
  return new Problem(code, `${what} ${readableFiles}`, options);
}

import { importFormats } from "@pakaura/contract/transfer";
import { Problem, type ProblemOptions } from "@pakaura/service/problem";

/** What can be read, as it is told to whoever brought something else. */
export const readableFiles =
  "What can be read: exports of Pakaura (JSON), Todoist (CSV, or the ZIP of a backup), Vikunja (JSON or ZIP) and Super Productivity (JSON), tasks of a calendar (iCalendar), todo.txt, lists in Markdown, and plain text with one task a line.";

/** The refusal of a file: what it is or what is wrong with it, and what can be read instead. */
export function unreadable(what: string): Problem {
  return refused("validation_failed", what);
}

/** The refusal of JSON that breaks off or has a mistake, with the place that its reader found. */
export function brokenJson(text: string, error: unknown): Problem {
  const said = error instanceof Error ? error.message : "";
  // The words of the engine quote the file; its place is all that is wanted of them.
  const place = /line \d+ column \d+/u.exec(said)?.[0];
  const lines = text.split(/\r\n|\r|\n/u).length;
  const where = place ?? `it breaks off on line ${lines}`;
  return refused("invalid_json", `The file is not valid JSON: ${where}.`);
}

function refused(code: "validation_failed" | "invalid_json", what: string): Problem {
  const message = `cannot be read; formats: ${importFormats.join(", ")}`;
  const options: ProblemOptions = { errors: [{ field: "file", code: "unreadable", message }] };
  return new Problem(code, `${what} ${readableFiles}`, options);
}

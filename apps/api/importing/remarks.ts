import type { ImportNote, ImportNoteCode } from "@pakaura/contract/transfer";

/** What is said of a value of a row: on which line it stands, in which field, and what became of it. */
export type Remark = Omit<ImportNote, "title">;

type Place = { line: number; field: string; value: string };

/** A value is told as far as a person reads it. */
const maxLength = 200;

/** A value that was not understood; the reader has put it into the notes. */
export function notUnderstood(place: Place): Remark {
  return remark("not_understood", place, "was not understood, and is in the notes.");
}

/** A value that a task here has no field for; the reader has put it into the notes. */
export function keptInNotes(place: Place): Remark {
  return remark("kept_in_notes", place, "has no place of its own here, and is in the notes.");
}

const became = {
  task: "a task",
  due_date: "the due date",
  level: "another level",
  next_note: "a note of the next task",
};

/** A value that came in as something like it. */
export function taken(place: Place, as: keyof typeof became): Remark {
  return remark(`taken_as_${as}`, place, `was taken as ${became[as]}.`);
}

function remark(code: ImportNoteCode, { line, field, value }: Place, what: string): Remark {
  const short = value.length > maxLength ? `${value.slice(0, maxLength).toWellFormed()}...` : value;
  return { line, message: `${field}: "${short}" ${what}`, code, field, value: short };
}

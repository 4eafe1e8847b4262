import type { ImportNoteCode } from "@pakaura/contract/transfer";
import type { Property } from "./icalendar-property.ts";
import type { Remark } from "./remarks.ts";

/** A value is told as far as a person reads it. */
const maxLength = 200;
/** More of one task nobody reads, and a file may have as many as it has lines. */
const maxRemarks = 50;

/** What is to be said of one task beside what it becomes: remarks, and what is kept in its notes. */
export class Findings {
  readonly remarks: Remark[] = [];
  readonly kept: string[] = [];
  /** Names of properties that have no meaning here. */
  readonly ignored = new Set<string>();

  say(code: ImportNoteCode, { line, name, value }: Property, what: string): void {
    if (this.remarks.length >= maxRemarks) return;
    const short = shortened(value);
    this.remarks.push({
      line,
      message: `${name}: "${short}" ${what}.`,
      code,
      field: name,
      value: short,
    });
  }

  /** A value that cannot be used: it stands in the notes as it was written. */
  notUnderstood(property: Property, why: string): void {
    const isEmpty = property.value.trim() === "";
    this.say("not_understood", property, isEmpty ? why : `${why}, and is in the notes`);
    this.keep(property.name, property.value);
  }

  /** A value that a task here has no field for; `label` says in the notes what it is. */
  keptInNotes(property: Property, label: string, text: string): void {
    if (text === "") return;
    this.say("kept_in_notes", property, "has no place of its own here, and is in the notes");
    this.keep(label, text);
  }

  keep(label: string, text: string): void {
    if (text !== "" && this.kept.length < maxRemarks) this.kept.push(`${label}: ${text}`);
  }
}

function shortened(text: string): string {
  return text.length > maxLength ? `${text.slice(0, maxLength).toWellFormed()}...` : text;
}

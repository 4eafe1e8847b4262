import type { RecurrenceInput } from "@pakaura/contract/http";
import type { ImportNote } from "@pakaura/contract/transfer";

/** A task as a file of another product tells it, before it is checked. */
export type ImportedTask = {
  /** Its line in the file, or its place in a list, from 1. */
  line: number;
  /** What is the same when the same thing is imported again; null when nothing is. */
  key: string | null;
  /** The body of a new task; fields are checked like those of any request. */
  fields: {
    title: string;
    notes?: string;
    due_date?: string | null;
    priority?: string;
    /** As they were written; they are made fit. */
    tags?: string[];
    reminder_lead_minutes?: number | null;
    recurrence?: RecurrenceInput;
  };
  completedAt?: string | null;
  createdAt?: string | null;
  /** Further reminders: minutes before the due date, or instants. */
  reminders?: ({ lead_minutes: number } | { at: string })[];
  /** What could not be taken over. */
  warnings?: ImportWarning[];
};

/** What could not be taken over of a task: with the line that it stands on, where that is not the task's own. */
export type ImportWarning = Omit<ImportNote, "title" | "line"> & { line?: number };

/** What could not be taken over, with the task and the line that it is of. */
export function toNote(
  warning: ImportWarning,
  place: Pick<ImportNote, "line" | "title">,
): ImportNote {
  return { ...place, ...warning };
}

/**
 * What a reader found in a file. `errors` are of rows that are no tasks at all, `warnings` of what is
 * left out beside the tasks.
 */
export type ReadFile = { tasks: ImportedTask[]; errors: ImportNote[]; warnings?: ImportNote[] };

/** A reader's context: what words such as "tomorrow", and times without a zone, mean. */
export type ReadContext = { timeZone: string; now: number };

/** That what begins at this line is no task: it says nothing, neither in the field of its title nor elsewhere. */
export function untitledAt(line: number, field: string): ImportNote {
  return { line, title: null, message: `${field}: there is none, nor a date`, code: "untitled" };
}

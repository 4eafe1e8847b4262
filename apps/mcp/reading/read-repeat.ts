import type { RecurrenceInput } from "@pakaura/contract/http";
import { type Reader, readWhen } from "./read-when.ts";

export type Repeat = {
  recurrence: RecurrenceInput;
  /** The first date that the words come to; null for a rule, whose first date is its own. */
  firstDate: string | null;
};

const rule = /^(?:RRULE:)?(FREQ=.+)$/i;

/** Reads how a task repeats: an RFC 5545 rule, or words ("every monday at 9", "jeden Tag"); null for neither. */
export function readRepeat(text: string, reader: Reader): Repeat | null {
  const given = text.trim();
  const rrule = rule.exec(given)?.[1];
  if (rrule !== undefined) return { recurrence: { rrule }, firstDate: null };
  const read = readWhen(given, reader);
  return read?.recurrence ? { recurrence: read.recurrence, firstDate: read.dueDate } : null;
}

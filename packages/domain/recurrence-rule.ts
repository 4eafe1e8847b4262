import type { Recurrence, RecurrencePattern, Weekday } from "@pakaura/contract/task";

/** A series as it is stored: one for all instances of a recurring task. */
export type RecurrenceRule = {
  pattern: RecurrencePattern;
  interval: number;
  dayOfWeek: Weekday[] | null;
  dayOfMonth: number | null;
  intervalDays: number | null;
  /** The canonical RRULE value, COUNT and UNTIL included, without DTSTART. */
  rrule: string;
  repeatFrom: Recurrence["from"];
  /** The first due date of the series, as `due_date` is written: what the rule counts from. */
  startsAt: string;
  /** False when the series was stopped: it has no next dates. */
  active: boolean;
};

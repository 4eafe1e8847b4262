import type { RecurrenceInput } from "@pakaura/contract/http";
import { nextDates, parseRecurrence, type RecurrenceRule } from "./recurrence.ts";

export const berlin = "Europe/Berlin";

/** A series that must be accepted. */
export function seriesOf(
  input: RecurrenceInput,
  dueDate: string | null,
  options: { timeZone?: string; now?: string } = {},
): RecurrenceRule {
  const now = Date.parse(options.now ?? "2026-01-01T00:00:00Z");
  const parsed = parseRecurrence(input, { dueDate, timeZone: options.timeZone ?? berlin, now });
  if ("error" in parsed) throw new Error(`${parsed.field}: ${parsed.error}`);
  return parsed.rule;
}

/** The five dates after the first due date of a series. */
export function datesOf(
  input: RecurrenceInput,
  dueDate: string,
  options: { timeZone?: string; now?: string } = {},
): string[] {
  const { timeZone = berlin, now = "2026-01-01T00:00:00Z" } = options;
  return nextDates(seriesOf(input, dueDate, options), { dueDate, timeZone, now: Date.parse(now) });
}

/** An instant as the clock of a time zone shows it, to the minute: `2026-03-29 03:30`. */
export function clock(instant: string, timeZone: string): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDateTime();
  return local.toString({ smallestUnit: "minute" }).replace("T", " ");
}

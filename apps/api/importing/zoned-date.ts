import { normaliseDueDate } from "@pakaura/domain/due-date";
import { dayMs } from "@pakaura/domain/calendar";
import { toDateText, toEpochMs, toLocalTime } from "@pakaura/domain/local-time";
import { readDate } from "./icalendar-date.ts";

/**
 * A day, or an instant in UTC, of a text as ISO 8601 writes it, with or without the signs between its parts; a time
 * without an offset lies in the zone. Null for what is none, or outside the years that are kept.
 */
export function readZonedDate(text: string, timeZone: string): string | null {
  const date = readDate(text);
  if (date === null) return null;
  if (date.isAllDay) return normalised(toDateText(date.wall));
  const epochMs =
    date.offsetMinutes === null
      ? toEpochMs(date.wall, timeZone)
      : date.wall - date.offsetMinutes * 60_000;
  return normalised(new Date(epochMs).toISOString());
}

/** The day on which an instant lies in a zone; a day is itself. */
export function dayOf(dueDate: string, timeZone: string): string {
  if (dueDate.length === 10) return dueDate;
  return toDateText(toLocalTime(Date.parse(dueDate), timeZone));
}

/** The day of an instant that is midnight in the zone: products without days of their own mean the day by it. */
export function dayIfMidnight(dueDate: string, timeZone: string): string {
  if (dueDate.length === 10) return dueDate;
  const local = toLocalTime(Date.parse(dueDate), timeZone);
  return local % dayMs === 0 ? toDateText(local) : dueDate;
}

function normalised(text: string): string | null {
  const date = normaliseDueDate(text);
  return "dueDate" in date ? date.dueDate : null;
}

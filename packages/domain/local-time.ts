import { dayMs, toCalendarDate, toDayNumber } from "./calendar.ts";
import { isAllDay } from "./due-date.ts";

/**
 * Local time as one number: what the clock on the wall shows, in milliseconds since it showed
 * 1970-01-01T00:00. It orders and adds like an instant, and knows nothing of time zones.
 */
export type LocalTime = number;

/** What the clock in a time zone shows at an instant (milliseconds since the epoch). */
export function toLocalTime(epochMs: number, timeZone: string): LocalTime {
  if (timeZone === "UTC") return epochMs;
  const zoned = Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(timeZone);
  return epochMs + zoned.offsetNanoseconds / 1_000_000;
}

/**
 * The instant (milliseconds since the epoch) at which the clock in a time zone shows a local time.
 * One that is skipped moves forward by the length of the gap; of two, it is the first
 * (Temporal's `compatible`, which is RFC 5545 section 3.3.5).
 */
export function toEpochMs(local: LocalTime, timeZone: string): number {
  if (timeZone === "UTC") return local;
  const dayNumber = Math.floor(local / dayMs);
  const { year, month, day } = toCalendarDate(dayNumber);
  const time = local - dayNumber * dayMs;
  return new Temporal.PlainDateTime(
    year,
    month,
    day,
    Math.floor(time / 3_600_000),
    Math.floor(time / 60_000) % 60,
    Math.floor(time / 1_000) % 60,
    time % 1_000,
  ).toZonedDateTime(timeZone).epochMilliseconds;
}

/** The instant (milliseconds since the epoch) that a due date with a time names. Throws a RangeError for any other text. */
export function dueToInstant(dueDate: string): number {
  const epochMs = Date.parse(dueDate);
  if (Number.isNaN(epochMs)) throw new RangeError(`"${dueDate.slice(0, 40)}" is no date`);
  return epochMs;
}

/** The local time of a due date: midnight for an all-day one. Throws a RangeError for a text that is no date. */
export function dueToLocalTime(dueDate: string, timeZone: string): LocalTime {
  return isAllDay(dueDate)
    ? dateToDayNumber(dueDate) * dayMs
    : toLocalTime(dueToInstant(dueDate), timeZone);
}

/** The day number of `2026-11-25`. */
export function dateToDayNumber(date: string): number {
  const [year = 1970, month = 1, day = 1] = date.split("-").map(Number);
  return toDayNumber({ year, month, day });
}

/** `2026-11-25` for the day of a local time. */
export function toDateText(local: LocalTime): string {
  const { year, month, day } = toCalendarDate(Math.floor(local / dayMs));
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

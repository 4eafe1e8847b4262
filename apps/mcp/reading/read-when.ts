import { dueDateInputSchema, type Me, type RecurrenceInput } from "@pakaura/contract/http";
import { isAllDay, localDate } from "@pakaura/domain/due-date";
import { readDatePhrase } from "@pakaura/domain/quick-add/read-date-phrase";

/** Whose words are read, and when. */
export type Reader = { me: Pick<Me, "time_zone" | "week_start" | "language">; now: number };

/** What words come to: a due date, and how it repeats where they say that. */
export type When = { dueDate: string | null; recurrence: RecurrenceInput | null };

/** Reads a date in ISO form, or in words of the user's language, English or German; null when it is none. */
export function readWhen(text: string, { me, now }: Reader): When | null {
  const given = text.trim();
  if (dueDateInputSchema.safeParse(given).success) return { dueDate: given, recurrence: null };
  const options = { now, timeZone: me.time_zone, weekStart: me.week_start };
  for (const locale of new Set([me.language ?? "en", "en", "de"])) {
    const read = readDatePhrase(given, { ...options, locale });
    if (read !== null) return read;
  }
  return null;
}

/** The time of day on its user's clock as `17:05`; null for an all-day date. */
export function timeOfDay(dueDate: string, timeZone: string): string | null {
  if (isAllDay(dueDate)) return null;
  const local = Temporal.Instant.from(dueDate).toZonedDateTimeISO(timeZone);
  return local.toPlainTime().toString({ smallestUnit: "minute" });
}

/** The day of a due date on its user's clock, as `2026-11-25`. */
export function dayOf(dueDate: string, timeZone: string): string {
  return isAllDay(dueDate) ? dueDate : localDate(Date.parse(dueDate), timeZone);
}

/** The due date at a time of day (`17:05`) on a day; one that the day lacks moves forward. */
export function atTime(day: string, time: string, timeZone: string): string {
  const instant = Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(timeZone);
  return new Date(instant.epochMilliseconds).toISOString();
}

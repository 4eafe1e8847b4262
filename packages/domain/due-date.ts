/** As the contract writes it: null, an all-day date `2026-11-25`, or an instant in UTC with milliseconds. */
export type DueDate = string | null;

const dateForm = /^\d{4}-\d{2}-\d{2}$/;

/** The last instant that a due date may have: years 1970 to 9999 are stored. */
export const lastInstant = "9999-12-31T23:59:59.999Z";
const lastInstantMs = Date.parse(lastInstant);

/** True for `2026-11-25`, false for an instant. */
export function isAllDay(dueDate: string): boolean {
  return dateForm.test(dueDate);
}

/**
 * The answered form of a due date that was sent: the date itself, or the instant in UTC with
 * milliseconds (smaller parts are cut). An error when it is no date of the years 1970 to 9999.
 */
export function normaliseDueDate(text: string): { dueDate: string } | { error: string } {
  try {
    const dueDate = isAllDay(text)
      ? Temporal.PlainDate.from(text, { overflow: "reject" }).toString()
      : toIso(Temporal.Instant.from(text).epochMilliseconds);
    const isInRange = dueDate >= "1970" && /^\d/.test(dueDate);
    return isInRange ? { dueDate } : { error: "must be in the years 1970 to 9999" };
  } catch {
    return {
      error: "must be a date (2026-11-25) or an instant with an offset (2026-11-25T09:00:00Z)",
    };
  }
}

/**
 * The instant (UTC, milliseconds) after which a task is overdue: its due time, or for an all-day
 * date the last millisecond of that day in the user's time zone.
 */
export function toDueAt(dueDate: DueDate, timeZone: string): string | null {
  return dueDate === null ? null : dueRangeEnd(dueDate, timeZone);
}

/** FR-003: past its due date and not completed. `now` in milliseconds since the epoch. */
export function isOverdue(
  task: { dueAt: string | null; completed: boolean },
  now: number,
): boolean {
  return task.dueAt !== null && !task.completed && Date.parse(task.dueAt) < now;
}

/** The first and last millisecond (UTC) of a local day, which may have 23, 24 or 25 hours. */
export function dayBounds(date: string, timeZone: string): { start: string; end: string } {
  const day = Temporal.PlainDate.from(date);
  const start = day.toZonedDateTime(timeZone).epochMilliseconds;
  const end = day.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds - 1;
  return { start: toIso(start), end: toIso(Math.min(end, lastInstantMs)) };
}

/** The first instant that a filter "due after or on `text`" takes in; `text` is a date or an instant. */
export function dueRangeStart(text: string, timeZone: string): string {
  return isAllDay(text)
    ? dayBounds(text, timeZone).start
    : toIso(Temporal.Instant.from(text).epochMilliseconds);
}

/** The last instant that a filter "due before or on `text`" takes in; `text` is a date or an instant. */
export function dueRangeEnd(text: string, timeZone: string): string {
  return isAllDay(text)
    ? dayBounds(text, timeZone).end
    : toIso(Temporal.Instant.from(text).epochMilliseconds);
}

/** Today's date in a time zone, as `2026-11-25`. `now` in milliseconds since the epoch. */
export function localDate(now: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

function toIso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

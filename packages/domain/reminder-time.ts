import { isAllDay } from "./due-date.ts";
import { dueToLocalTime, toEpochMs } from "./local-time.ts";

/** When a person is reminded of a day as such, in their own time zone. */
const allDayHourMs = 9 * 3_600_000;
const minuteMs = 60_000;

/** The instant (milliseconds since the epoch) that a lead time counts back from: the due time, or 09:00 local of an all-day date. */
function reminderAnchor(dueDate: string, timeZone: string): number {
  if (!isAllDay(dueDate)) return Date.parse(dueDate);
  return toEpochMs(dueToLocalTime(dueDate, timeZone) + allDayHourMs, timeZone);
}

/** The instant (milliseconds since the epoch) that lies the lead time before the task is due. */
export function leadInstant(dueDate: string, leadMinutes: number, timeZone: string): number {
  return reminderAnchor(dueDate, timeZone) - leadMinutes * minuteMs;
}

/**
 * When a reminder comes: the lead time before the task is due. When that had passed already at `setAt`,
 * it comes as the task is due; when that had passed as well, not at all (null). UTC, ISO 8601.
 */
export function reminderTime(reminder: {
  dueDate: string;
  leadMinutes: number;
  timeZone: string;
  setAt: string;
}): string | null {
  const anchor = reminderAnchor(reminder.dueDate, reminder.timeZone);
  const setAt = Date.parse(reminder.setAt);
  const early = leadInstant(reminder.dueDate, reminder.leadMinutes, reminder.timeZone);
  const time = early > setAt ? early : anchor;
  return time > setAt ? new Date(time).toISOString() : null;
}

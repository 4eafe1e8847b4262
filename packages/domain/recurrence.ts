import type { Recurrence } from "@pakaura/contract/task";
import type { DueDate } from "./due-date.ts";
import type { RecurrenceRule } from "./recurrence-rule.ts";
import {
  latestArrived,
  momentAt,
  momentOf,
  occurrencesAfter,
  occurrencesFromCompletion,
  takeDates,
} from "./series-moments.ts";
import { openSeries } from "./series.ts";
import { isUnreadableSeries } from "./unreadable-series.ts";

export { parseRecurrence } from "./parse-recurrence.ts";
export type { RecurrenceRule } from "./recurrence-rule.ts";

/** How many dates an answered recurrence looks ahead. */
const datesAhead = 5;

type Moment = { dueDate: DueDate; timeZone: string; now: number };

/** Up to `count` dates of a series, its first included, that come after `after` (a date: after that whole day). */
export function nextOccurrences(
  rule: RecurrenceRule,
  options: { after: string; timeZone: string; count: number },
): string[] {
  const series = openSeries(rule, options.timeZone);
  return takeDates(occurrencesAfter(series, momentOf(series, options.after)), options.count);
}

/**
 * The five due dates that follow a task's own, none of them in the past: those after a due date that
 * has passed begin after now (an all-day date: after today). Repeating from completion they are what
 * they would be if each were completed on its day. `occurrenceNumber` is the task's place in the
 * series, 1 for the first, which a COUNT from completion needs. `now` in milliseconds since the epoch.
 */
export function nextDates(
  rule: RecurrenceRule,
  moment: Moment & { occurrenceNumber?: number },
): string[] {
  if (!rule.active) return [];
  const series = openSeries(rule, moment.timeZone);
  const now = momentAt(series, moment.now);
  const after = Math.max(now, moment.dueDate === null ? now : momentOf(series, moment.dueDate));
  if (rule.repeatFrom === "due_date") return takeDates(occurrencesAfter(series, after), datesAhead);
  return takeDates(
    occurrencesFromCompletion(series, {
      completed: after,
      due: after,
      number: moment.occurrenceNumber ?? 1,
    }),
    datesAhead,
  );
}

/**
 * The due date of the instance that follows one, or null when the series has ended or was stopped.
 *
 * Completed: the first date after both the due date and the completion. Not completed
 * (`completedAt` null): the date that has arrived since, or the one to wait for. Of several dates
 * that have arrived by `now` it is the latest, so that missed dates make one instance; those that had
 * passed when the series was set, at `setAt`, were never missed, and give the next future one.
 * Repeating from completion, the rule counts from the local day of completion at the series' own time
 * of day; one that names its days gives the first of them after both. Nothing follows an instance that is
 * open. Times are milliseconds since the epoch.
 */
export function nextInstanceDate(
  rule: RecurrenceRule,
  moment: Moment & { completedAt: number | null; setAt: number; occurrenceNumber?: number },
): string | null {
  if (!rule.active) return null;
  const series = openSeries(rule, moment.timeZone);
  const completed = moment.completedAt === null ? -Infinity : momentAt(series, moment.completedAt);
  const due = moment.dueDate === null ? -Infinity : momentOf(series, moment.dueDate);
  if (rule.repeatFrom === "completion") {
    if (moment.completedAt === null) return null;
    const number = moment.occurrenceNumber ?? 1;
    return takeDates(occurrencesFromCompletion(series, { completed, due, number }), 1)[0] ?? null;
  }
  const after = Math.max(due, completed, momentAt(series, moment.setAt));
  const arrived = latestArrived(series, after, momentAt(series, moment.now));
  return arrived?.dueDate ?? takeDates(occurrencesAfter(series, after), 1)[0] ?? null;
}

/** Whether the date that follows a due date has arrived by `now`: another instance is due, done or not. */
export function isFollowed(rule: RecurrenceRule, { dueDate, timeZone, now }: Moment): boolean {
  if (!rule.active || rule.repeatFrom === "completion" || dueDate === null) return false;
  const series = openSeries(rule, timeZone);
  const [first] = occurrencesAfter(series, momentOf(series, dueDate));
  return first !== undefined && first.moment <= momentAt(series, now);
}

/** A stored series as it is answered. One that cannot be read has no dates, and hides no other task. */
export function toRecurrence(
  rule: RecurrenceRule,
  moment: Moment & { occurrenceNumber?: number },
): Recurrence {
  return {
    pattern: rule.pattern,
    interval: rule.interval,
    day_of_week: rule.dayOfWeek,
    day_of_month: rule.dayOfMonth,
    interval_days: rule.intervalDays,
    rrule: rule.rrule,
    from: rule.repeatFrom,
    active: rule.active,
    next_dates: datesToShow(rule, moment),
  };
}

function datesToShow(...question: Parameters<typeof nextDates>): string[] {
  try {
    return nextDates(...question);
  } catch (error) {
    if (isUnreadableSeries(error)) return [];
    throw error;
  }
}

import { dayMs } from "./calendar.ts";
import { compareDates, meetsClockChange } from "./calendar-dates.ts";
import { toCalendarRule, type FirstDate } from "./calendar-rule.ts";
import { isAllDay } from "./due-date.ts";
import { toLocalTime, type LocalTime } from "./local-time.ts";
import type { RecurrenceRule } from "./recurrence-rule.ts";
import { momentAt, momentOf, occurrencesAfter } from "./series-moments.ts";
import { openSeries, type Series } from "./series.ts";
import { writeRRule } from "./write-rrule.ts";

/** How many dates are written one by one, and how far ahead; calendars ask again long before. */
const datesAhead = 100;
const aheadMs = 10 * 366 * dayMs;

/**
 * A series as calendars read it from one of its instances on (RFC 5545 section 3.8.5). Every start lies as long
 * before its due date as the first one does. Local times are those of the user's clock.
 */
export type CalendarSeries = {
  /** The start of the instance; midnight for an all-day series. */
  start: LocalTime;
  /** Null where no rule gives the dates; `added` then has all of them, the first included. */
  rrule: string | null;
  /** Starts that the rule does not give: milliseconds since the epoch, or for an all-day series local time. */
  added: number[];
  /** Starts that the rule gives, and the series has not. */
  excluded: LocalTime[];
};

type Options = {
  dueDate: string;
  timeZone: string;
  /** Milliseconds since the epoch. */
  now: number;
  /** How long before it is due a task starts, in milliseconds; 0 for an all-day series. */
  leadMs: number;
};

/**
 * The due date of an instance and those that follow it, which are the `next_dates` of the task, in the words of a
 * calendar. Where a calendar has no word for it, a date is added or excluded: a calendar skips a day that a month
 * lacks and our series roll over, it knows nothing of an instance that was moved, and calendars differ on times
 * around a clock change. Null when no date is certain to follow: the series has ended, was
 * stopped, or goes on from a completion that is still to come. Throws as `openSeries` does.
 */
export function toCalendarSeries(rule: RecurrenceRule, options: Options): CalendarSeries | null {
  const { dueDate, timeZone, leadMs } = options;
  if (!rule.active || rule.repeatFrom === "completion") return null;
  const series = openSeries(rule, timeZone);
  // An instance alone was given a time, or has lost it: a calendar has no series of both.
  if (series.isAllDay !== isAllDay(dueDate)) return null;
  const first = firstDate(series, dueDate);
  const now = momentAt(series, options.now);
  const [next] = occurrencesAfter(series, Math.max(first.moment, now));
  if (next === undefined) return null;

  const start = first.local - leadMs;
  // Worked out where they are compared or written, which for most rules they are not.
  const dates = (): number[] => [first.moment, ...datesAfter(series, first.moment, now)];
  const written = toCalendarRule(rule.rrule, series, { first, leadMs });
  if (written !== null && !meetsClockChange(series, { from: first.moment, leadMs })) {
    const { missing, surplus } = compareDates(series, written, { first, dates, now });
    const isSame = written.parts.skip !== null || surplus.every(({ moment }) => moment <= now);
    if (isSame) {
      return {
        start,
        rrule: writeRRule(written.parts),
        added: missing.map((moment) => moment - leadMs),
        excluded: surplus.map(({ local }) => local - leadMs),
      };
    }
  }
  return { start, rrule: null, added: dates().map((moment) => moment - leadMs), excluded: [] };
}

/** The instance as a date of its series: on the rule's own clock, which a clock change may have moved. */
function firstDate(series: Series, dueDate: string): FirstDate {
  const moment = momentOf(series, dueDate);
  const [own] = occurrencesAfter(series, moment - 1);
  if (own?.moment === moment) return { local: own.local, moment, isOwn: true };
  const local = series.isAllDay ? moment : toLocalTime(moment, series.timeZone);
  return { local, moment, isOwn: false };
}

/** The dates that `next_dates` has after a due date: those of them that are still to come. */
function datesAfter(series: Series, due: number, now: number): number[] {
  const dates: number[] = [];
  for (const { moment } of occurrencesAfter(series, Math.max(due, now))) {
    if (dates.length > 0 && moment > due + aheadMs) break;
    if (dates.push(moment) === datesAhead) break;
  }
  return dates;
}

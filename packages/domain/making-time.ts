import { dayMs } from "./calendar.ts";
import { dueToLocalTime, toEpochMs } from "./local-time.ts";
import type { RecurrenceRule } from "./recurrence-rule.ts";
import { leadInstant } from "./reminder-time.ts";
import { momentAt, momentOf, occurrencesAfter } from "./series-moments.ts";
import { openSeries, type Series } from "./series.ts";

/** An instance is there this much before its first reminder, so that the reminder comes on time. */
const headStartMs = 15_000;

/** The most dates of a series to come that have instances before they arrive. */
export const mostAhead = 100;

const minuteMs = 60_000;

type Plan = {
  /** The date of the instance that is to be made. */
  date: string;
  /** How long before it is due it is reminded of, in minutes: each of its reminders. */
  leads: readonly number[];
  timeZone: string;
  now: number;
  /** When the dates of the series were set. */
  setAt: number;
};

/**
 * When the next instance of a series is made though the one before it is open: as its first reminder
 * comes, or with its date, whichever is first. A reminder whose time had passed when the series was set
 * comes as the task is due, and makes nothing earlier; that of a later date, which then comes before it, does.
 * No more than `mostAhead` dates are made ahead: the rest wait until one has arrived. All times are
 * milliseconds since the epoch.
 */
export function makingTime(rule: RecurrenceRule, plan: Plan): number {
  const series = openSeries(rule, plan.timeZone);
  const arrival = arrivalOf(plan.date, plan.timeZone);
  const firsts = plan.leads.map((lead) => firstReminder(series, lead, plan) - headStartMs);
  const time = Math.min(arrival, ...firsts);
  return time > plan.now || arrival <= plan.now ? time : whenNear(series, time, plan);
}

/** The instant (milliseconds since the epoch) at which a date arrives: an all-day one with its day. */
export function arrivalOf(dueDate: string, timeZone: string): number {
  return toEpochMs(dueToLocalTime(dueDate, timeZone), timeZone);
}

/** The first time at which this reminder of the date, or of one that follows it, is still to come at `setAt`. */
function firstReminder(series: Series, lead: number, { date, timeZone, setAt }: Plan): number {
  // Two days more: all-day dates are reminded of from their morning on, in whatever zone.
  const passed = momentAt(series, setAt + lead * minuteMs) - 2 * dayMs;
  for (const { dueDate } of occurrencesAfter(
    series,
    Math.max(momentOf(series, date) - 1, passed),
  )) {
    const time = leadInstant(dueDate, lead, timeZone);
    if (time > setAt) return time;
  }
  return Infinity;
}

/** The time itself where the date is one of the next few; else when the next of those arrives. */
function whenNear(series: Series, time: number, { date, timeZone, now }: Plan): number {
  const moment = momentOf(series, date);
  let count = 0;
  let first: string | null = null;
  for (const occurrence of occurrencesAfter(series, momentAt(series, now))) {
    first ??= occurrence.dueDate;
    count += 1;
    if (occurrence.moment >= moment) return time;
    if (count === mostAhead) break;
  }
  return first === null ? time : arrivalOf(first, timeZone);
}

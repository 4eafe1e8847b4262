import {
  daysInMonth,
  firstWeekStart,
  isLeapYear,
  modulo,
  monthStart,
  weekdayOf,
  yearStart,
  toCalendarDate,
} from "./calendar.ts";
import {
  collectMonth,
  collectWeek,
  collectWeekNumbers,
  type DayFilter,
  takesMonth,
} from "./day-filter.ts";
import type { Frequency } from "./rule-parts.ts";

/**
 * The year, month or week that holds a day, as a number that grows by one from each to the next. A
 * daily rule is walked by the month as well: months that it does not take then cost nothing.
 */
export function periodOf(frequency: Frequency, dayNumber: number, weekStart: number): number {
  // Day 0 was a Thursday, so that the Monday of its week is day -3.
  if (frequency === "WEEKLY") return Math.floor((dayNumber + 3 - weekStart) / 7);
  const { year, month } = toCalendarDate(dayNumber);
  return frequency === "YEARLY" ? year : year * 12 + month - 1;
}

/** The period from which a rule counts its interval: for week numbers the year of the start's week. */
export function startPeriodOf(frequency: Frequency, filter: DayFilter): number {
  const period = periodOf(frequency, filter.startDay, filter.weekStart);
  if (filter.weekNumbers === null) return period;
  if (filter.startDay < firstWeekStart(period, filter.weekStart)) return period - 1;
  return filter.startDay < firstWeekStart(period + 1, filter.weekStart) ? period : period + 1;
}

/** The first day (number) of a period; of week numbers, of the first week that counts to the year. */
export function firstDayOf(frequency: Frequency, filter: DayFilter, period: number): number {
  if (filter.weekNumbers !== null) return firstWeekStart(period, filter.weekStart);
  if (frequency === "YEARLY") return yearStart(period);
  if (frequency === "WEEKLY") return period * 7 - 3 + filter.weekStart;
  return monthStart(Math.floor(period / 12), modulo(period, 12) + 1);
}

/** The days (numbers, in order) that a rule takes in one period. */
export function daysOfPeriod(frequency: Frequency, filter: DayFilter, period: number): number[] {
  const days: number[] = [];
  if (filter.weekNumbers !== null) {
    collectWeekNumbers(filter, period, days);
  } else if (frequency === "YEARLY") {
    for (let month = 1; month <= 12; month += 1) collectMonth(filter, period, month, days);
  } else if (frequency === "WEEKLY") {
    collectWeek(filter, firstDayOf(frequency, filter, period), days);
  } else {
    collectMonth(filter, Math.floor(period / 12), modulo(period, 12) + 1, days);
  }
  return days;
}

/**
 * A number that two periods share when a rule takes the same days of both, a daily rule's interval
 * aside: there are 14 years and 91 months by length and first weekday. Null when there is no telling.
 */
export function kindOfPeriod(
  frequency: Frequency,
  filter: DayFilter,
  period: number,
): number | null {
  if (filter.weekNumbers !== null) return null;
  if (frequency === "WEEKLY") return filter.monthMask === 0 ? 0 : null;
  if (frequency === "YEARLY") return weekdayOf(yearStart(period)) * 2 + Number(isLeapYear(period));
  const year = Math.floor(period / 12);
  const month = modulo(period, 12) + 1;
  return (weekdayOf(monthStart(year, month)) * 32 + daysInMonth(year, month)) * 13 + month;
}

/** The next period with days in the phase of the rule; a long daily interval passes over whole months. */
export function nextPeriod(
  frequency: Frequency,
  interval: number,
  filter: DayFilter,
  period: number,
): number {
  if (frequency !== "DAILY") return period + interval;
  const next = nextMonth(interval, filter, period);
  // At most eleven months lie between two that the rule takes.
  for (let month = next; month < next + 12; month += 1)
    if (takesMonth(filter, modulo(month, 12) + 1)) return month;
  return next;
}

function nextMonth(interval: number, filter: DayFilter, period: number): number {
  if (interval <= 28) return period + 1;
  const first = monthStart(Math.floor((period + 1) / 12), modulo(period + 1, 12) + 1);
  const day = first + modulo(filter.startDay - first, interval);
  return periodOf("DAILY", day, filter.weekStart);
}

/** How many periods make 400 years, after which the calendar, weekdays included, repeats. */
const periodsPerCycle: Record<Frequency, number> = {
  YEARLY: 400,
  MONTHLY: 4_800,
  WEEKLY: 20_871,
  DAILY: 4_800,
};

/**
 * A rule that takes nothing in so many periods in a row counts as one that takes nothing ever. With an
 * interval it meets at most as many different periods as the calendar has; a daily rule might take a day
 * that lies more than 400 years ahead, which nobody waits for.
 */
export function emptyPeriodLimit(frequency: Frequency): number {
  return periodsPerCycle[frequency];
}

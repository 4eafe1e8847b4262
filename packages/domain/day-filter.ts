import {
  daysInMonth,
  daysInYear,
  firstWeekStart,
  modulo,
  monthStart,
  toCalendarDate,
  weekdayOf,
  yearStart,
  type CalendarDate,
} from "./calendar.ts";
import type { RuleParts, Skip, WeekdayRule } from "./rule-parts.ts";

/**
 * Which days a rule takes: RFC 5545's table of BY parts that expand or limit comes down to one
 * question per day of the period, once what the rule leaves unsaid is taken from its start. Sets of
 * small numbers are bit masks; a mask of 0 takes everything.
 */
export type DayFilter = {
  monthMask: number;
  monthDayMask: number;
  /** Bit 1 is the last day of the month. */
  lastMonthDayMask: number;
  weekdayMask: number;
  ordinalDays: WeekdayRule[];
  ordinalsCountIn: "month" | "year";
  yearDays: ReadonlySet<number> | null;
  weekNumbers: ReadonlySet<number> | null;
  weekStart: number;
  skip: Skip;
  /** Only days a multiple of this after `startDay`: the interval of a daily rule, else 1. */
  dayInterval: number;
  startDay: number;
};

/** The filter of a rule whose series starts on `start` (a day number). */
export function createDayFilter(parts: RuleParts, start: number, skip: Skip): DayFilter {
  const rule = fillFromStart(parts, start);
  return {
    monthMask: maskOf(rule.byMonth),
    monthDayMask: maskOf(rule.byMonthDay.filter((day) => day > 0)),
    lastMonthDayMask: maskOf(rule.byMonthDay.filter((day) => day < 0).map((day) => -day)),
    weekdayMask: maskOf(rule.byDay.filter((day) => day.ordinal === 0).map((day) => day.weekday)),
    ordinalDays: rule.byDay.filter((day) => day.ordinal !== 0),
    ordinalsCountIn: rule.frequency === "MONTHLY" || parts.byMonth.length > 0 ? "month" : "year",
    yearDays: rule.byYearDay.length > 0 ? new Set(rule.byYearDay) : null,
    weekNumbers: rule.byWeekNumber.length > 0 ? new Set(rule.byWeekNumber) : null,
    weekStart: rule.weekStart,
    skip,
    dayInterval: rule.frequency === "DAILY" ? rule.interval : 1,
    startDay: start,
  };
}

/** "Information missing from the rule is taken from the start" (RFC 5545 section 3.3.10). */
export function fillFromStart(parts: RuleParts, start: number): RuleParts {
  const { month, day } = toCalendarDate(start);
  const onStartWeekday = { ...parts, byDay: [{ weekday: weekdayOf(start), ordinal: 0 }] };
  if (parts.byDay.length + parts.byMonthDay.length + parts.byYearDay.length > 0) return parts;
  if (parts.frequency === "DAILY") return parts;
  if (parts.frequency === "WEEKLY" || parts.byWeekNumber.length > 0) return onStartWeekday;
  const isYearlyInStartMonth = parts.frequency === "YEARLY" && parts.byMonth.length === 0;
  return { ...parts, byMonthDay: [day], byMonth: isYearlyInStartMonth ? [month] : parts.byMonth };
}

/** Whether a rule takes days of a month, 1 to 12. */
export function takesMonth(filter: DayFilter, month: number): boolean {
  return filter.monthMask === 0 || (filter.monthMask & (1 << month)) !== 0;
}

/** Adds to `days` the days of one week that a weekly rule takes; only BYDAY and BYMONTH can stand in one. */
export function collectWeek(filter: DayFilter, firstDay: number, days: number[]): void {
  for (let dayNumber = firstDay; dayNumber < firstDay + 7; dayNumber += 1) {
    if ((filter.weekdayMask & (1 << weekdayOf(dayNumber))) === 0) continue;
    if (filter.monthMask === 0 || takesMonth(filter, toCalendarDate(dayNumber).month))
      days.push(dayNumber);
  }
}

/** Adds to `days` the days of one month that the rule takes, those it rolls to (SKIP) included. */
export function collectMonth(filter: DayFilter, year: number, month: number, days: number[]): void {
  if (!takesMonth(filter, month)) return;
  const first = monthStart(year, month);
  const length = daysInMonth(year, month);
  const date = { year, month, day: 1 + modulo(filter.startDay - first, filter.dayInterval) };
  for (; date.day <= length; date.day += filter.dayInterval) {
    if (!takesMonthDay(filter, date.day, length) && !isRolledBack(filter, date.day, length))
      continue;
    const dayNumber = first + date.day - 1;
    if (takesWeekday(filter, dayNumber, date) && takesYearDay(filter, dayNumber, year))
      days.push(dayNumber);
  }
  const next = first + length;
  if (isRolledForward(filter, length) && takesWeekday(filter, next, toCalendarDate(next)))
    days.push(next);
}

/**
 * Adds to `days` the days of the weeks of one year that a rule with BYWEEKNO takes. Weeks are those of
 * ISO 8601, so that days around New Year belong to the year of their week, not of their date.
 */
export function collectWeekNumbers(filter: DayFilter, year: number, days: number[]): void {
  const first = firstWeekStart(year, filter.weekStart);
  const weeks = (firstWeekStart(year + 1, filter.weekStart) - first) / 7;
  for (let week = 1; week <= weeks; week += 1) {
    if (!filter.weekNumbers?.has(week) && !filter.weekNumbers?.has(week - weeks - 1)) continue;
    for (let dayNumber = first + (week - 1) * 7; dayNumber < first + week * 7; dayNumber += 1) {
      const date = toCalendarDate(dayNumber);
      const isTaken =
        takesMonth(filter, date.month) &&
        takesMonthDay(filter, date.day, daysInMonth(date.year, date.month)) &&
        takesWeekday(filter, dayNumber, date) &&
        takesYearDay(filter, dayNumber, date.year);
      if (isTaken) days.push(dayNumber);
    }
  }
}

function isRolledBack(filter: DayFilter, day: number, length: number): boolean {
  return filter.skip === "BACKWARD" && day === length && namesDayBeyond(filter, length);
}

function isRolledForward(filter: DayFilter, length: number): boolean {
  return filter.skip === "FORWARD" && namesDayBeyond(filter, length);
}

/** True when the rule names a day of the month (29 to 31) that a month of this length lacks. */
function namesDayBeyond(filter: DayFilter, length: number): boolean {
  return length < 31 && filter.monthDayMask >>> (length + 1) !== 0;
}

function takesMonthDay(filter: DayFilter, day: number, monthLength: number): boolean {
  if ((filter.monthDayMask | filter.lastMonthDayMask) === 0) return true;
  return (
    ((filter.monthDayMask & (1 << day)) |
      (filter.lastMonthDayMask & (1 << (monthLength - day + 1)))) !==
    0
  );
}

function takesWeekday(filter: DayFilter, dayNumber: number, date: CalendarDate): boolean {
  if (filter.weekdayMask === 0 && filter.ordinalDays.length === 0) return true;
  const weekday = weekdayOf(dayNumber);
  if ((filter.weekdayMask & (1 << weekday)) !== 0) return true;
  return filter.ordinalDays.some(
    (rule) => rule.weekday === weekday && isNth(filter, rule.ordinal, dayNumber, date),
  );
}

function isNth(filter: DayFilter, ordinal: number, dayNumber: number, date: CalendarDate): boolean {
  const inMonth = filter.ordinalsCountIn === "month";
  const first = inMonth ? monthStart(date.year, date.month) : yearStart(date.year);
  const length = inMonth ? daysInMonth(date.year, date.month) : daysInYear(date.year);
  const daysBefore = dayNumber - first;
  const place = ordinal > 0 ? daysBefore : length - 1 - daysBefore;
  return Math.floor(place / 7) + 1 === Math.abs(ordinal);
}

function takesYearDay(filter: DayFilter, dayNumber: number, year: number): boolean {
  if (filter.yearDays === null) return true;
  const fromStart = dayNumber - yearStart(year) + 1;
  return filter.yearDays.has(fromStart) || filter.yearDays.has(fromStart - daysInYear(year) - 1);
}

function maskOf(numbers: readonly number[]): number {
  return numbers.reduce((mask, number) => mask | (1 << number), 0);
}

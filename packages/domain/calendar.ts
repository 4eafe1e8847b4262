/**
 * The proleptic Gregorian calendar on whole numbers: days since 1970-01-01, months 1 to 12, weekdays
 * 0 (Monday) to 6. Recurrence walks thousands of days, where Temporal's objects would be too slow.
 */

export const dayMs = 86_400_000;

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const daysBeforeMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334] as const;

export type CalendarDate = { year: number; month: number; day: number };

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function daysInYear(year: number): number {
  return isLeapYear(year) ? 366 : 365;
}

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (monthLengths[month - 1] ?? 0);
}

/** The day number of 1 January. */
export function yearStart(year: number): number {
  const before = year - 1;
  return (
    before * 365 +
    Math.floor(before / 4) -
    Math.floor(before / 100) +
    Math.floor(before / 400) -
    719_162
  );
}

/** The day number of the first of a month. */
export function monthStart(year: number, month: number): number {
  const leapDay = month > 2 && isLeapYear(year) ? 1 : 0;
  return yearStart(year) + (daysBeforeMonth[month - 1] ?? 0) + leapDay;
}

export function toDayNumber(date: CalendarDate): number {
  return monthStart(date.year, date.month) + date.day - 1;
}

/** The date of a day number (H. Hinnant, "chrono-compatible low-level date algorithms", civil_from_days). */
export function toCalendarDate(dayNumber: number): CalendarDate {
  const shifted = dayNumber + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, day };
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(dayNumber: number): number {
  return modulo(dayNumber + 3, 7);
}

/** The first day of week 1: the first week, beginning on `weekStart`, with four days or more in the year. */
export function firstWeekStart(year: number, weekStart: number): number {
  const start = yearStart(year);
  const daysAfterWeekStart = modulo(weekdayOf(start) - weekStart, 7);
  return daysAfterWeekStart <= 3 ? start - daysAfterWeekStart : start + 7 - daysAfterWeekStart;
}

/** The rest of a division, never negative. */
export function modulo(dividend: number, divisor: number): number {
  return ((dividend % divisor) + divisor) % divisor;
}

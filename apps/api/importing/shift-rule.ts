import { modulo, toCalendarDate, toDayNumber } from "@pakaura/domain/calendar";
import type { RuleParts } from "@pakaura/domain/rule-parts";

/** A day that every month has, so that a rule of it never skips one. */
const lastSafeDay = 28;

/**
 * The rule whose dates lie `days` later than those of another, or null where no rule says that. `start` is the
 * day number that the other begins on, which says what it leaves unsaid. The end is not moved.
 */
export function shiftRule(parts: RuleParts, days: number, start: number): RuleParts | null {
  if (days === 0) return parts;
  if (parts.byWeekNumber.length > 0 || parts.byYearDay.length > 0) return null;
  const byDay = parts.byDay.map((day) => ({ ...day, weekday: modulo(day.weekday + days, 7) }));
  const isEveryMonth = parts.byMonth.length === 0;
  switch (parts.frequency) {
    case "DAILY":
      if (!isEveryMonth || (parts.byMonthDay.length > 0 && byDay.length > 0)) return null;
      return shiftMonthDays({ ...parts, byDay }, days);
    case "WEEKLY":
      return isEveryMonth
        ? { ...parts, byDay, weekStart: modulo(parts.weekStart + days, 7) }
        : null;
    case "MONTHLY":
      return isEveryMonth ? shiftMonthly({ ...parts, byDay }, days, start) : null;
    case "YEARLY":
      return byDay.length === 0 && parts.bySetPosition.length === 0
        ? shiftYearly(parts, days, start)
        : null;
  }
}

function shiftMonthDays(parts: RuleParts, days: number): RuleParts | null {
  const byMonthDay = parts.byMonthDay.map((day) => day + days).toSorted((a, b) => a - b);
  const isSafe = parts.byMonthDay.every(
    (day) => Math.sign(day + days) === Math.sign(day) && Math.abs(day + days) <= lastSafeDay,
  );
  return isSafe ? { ...parts, byMonthDay } : null;
}

function shiftMonthly(parts: RuleParts, days: number, start: number): RuleParts | null {
  if (parts.byDay.length === 0) {
    const { day } = toCalendarDate(start);
    const byMonthDay = parts.byMonthDay.length > 0 ? parts.byMonthDay : [day];
    return parts.bySetPosition.length > 0 ? null : shiftMonthDays({ ...parts, byMonthDay }, days);
  }
  if (parts.bySetPosition.length > 0 || parts.byMonthDay.length > 0) return null;
  const [first] = parts.byDay;
  if (first === undefined || parts.byDay.some(({ ordinal }) => ordinal !== first.ordinal))
    return null;
  if (first.ordinal === 0) return parts.interval === 1 ? parts : null;
  return shiftMonthDays(withinWeek(parts, first.ordinal), days);
}

/** The second Monday of a month is the Monday among its days 8 to 14, the last that among its last seven. */
function withinWeek(parts: RuleParts, ordinal: number): RuleParts {
  const from = ordinal > 0 ? (ordinal - 1) * 7 + 1 : ordinal * 7;
  return {
    ...parts,
    byMonthDay: Array.from({ length: 7 }, (_, index) => from + index),
    byDay: parts.byDay.map(({ weekday }) => ({ weekday, ordinal: 0 })),
  };
}

function shiftYearly(parts: RuleParts, days: number, start: number): RuleParts | null {
  const date = toCalendarDate(start);
  const months = parts.byMonth.length > 0 ? parts.byMonth : [date.month];
  const monthDays = parts.byMonthDay.length > 0 ? parts.byMonthDay : [date.day];
  // A day of a month that is given alone is that of every month.
  if (parts.byMonth.length === 0 && parts.byMonthDay.length > 0) return null;
  const moved = months.map((month) => monthDays.map((day) => movedDay(month, day, days)));
  const [days0] = moved;
  if (days0 === undefined || moved.some((dates) => dates.some((one) => one === null))) return null;
  const byMonth = moved.flatMap((dates) => dates.flatMap((one) => one?.month ?? []));
  const byMonthDay = days0.flatMap((one) => one?.day ?? []);
  const isOneGrid = moved.every(
    (dates) =>
      new Set(dates.map((one) => one?.month)).size === 1 &&
      dates.every((one, at) => one?.day === byMonthDay[at]),
  );
  if (!isOneGrid) return null;
  return {
    ...parts,
    byMonth: [...new Set(byMonth)].toSorted((a, b) => a - b),
    byMonthDay: byMonthDay.toSorted((a, b) => a - b),
  };
}

/** Where a day of a year is moved to; null when that is another day in a leap year, or there is not every year. */
function movedDay(month: number, day: number, days: number): { month: number; day: number } | null {
  if (day < 1) return null;
  const [common, leap] = [2_027, 2_028].map((year) =>
    toCalendarDate(toDayNumber({ year, month, day }) + days),
  );
  if (common === undefined || leap === undefined) return null;
  if (month === 2 && day === 29) return null;
  return common.month === leap.month && common.day === leap.day ? common : null;
}

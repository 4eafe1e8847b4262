import type { RecurrenceInput } from "@pakaura/contract/http";
import type { Weekday } from "@pakaura/contract/task";
import { recurrenceLimits } from "../recurrence-limits.ts";
import { weekdayCodes } from "../rule-parts.ts";
import type { DayUnit } from "./vocabulary.ts";

const patterns = { days: "daily", weeks: "weekly", months: "monthly", years: "yearly" } as const;

/** "Every 3 days" as a request; null when the interval is none or too long. */
export function everyUnit(unit: DayUnit, interval: number): RecurrenceInput | null {
  if (interval < 1 || interval > recurrenceLimits.interval) return null;
  if (unit === "days" && interval > 1) return { pattern: "custom", interval_days: interval };
  return { pattern: patterns[unit], ...intervalOf(interval) };
}

/** "Every other week on monday" as a request. */
export function everyWeekday(days: readonly Weekday[], interval: number): RecurrenceInput | null {
  if (days.length === 0 || interval < 1 || interval > recurrenceLimits.interval) return null;
  const day_of_week = weekdayCodes.filter((code) => days.includes(code));
  return { pattern: "weekly", day_of_week, ...intervalOf(interval) };
}

/** "Every month on the 1st and 15th" as a request; -1 is the last day. */
export function everyMonthDay(days: readonly number[], interval: number): RecurrenceInput | null {
  const isDay = (day: number): boolean => day === -1 || (day >= 1 && day <= 31);
  const [day] = days;
  if (day === undefined || !days.every(isDay)) return null;
  if (interval < 1 || interval > recurrenceLimits.interval) return null;
  if (days.length === 1) return { pattern: "monthly", day_of_month: day, ...intervalOf(interval) };
  return { rrule: `FREQ=MONTHLY${intervalPart(interval)};BYMONTHDAY=${days.join(",")}` };
}

/** "Every first and third monday of the month" as a request; -1 is the last. */
export function everyNthWeekday(
  ordinals: readonly number[],
  day: Weekday,
  interval: number,
): RecurrenceInput | null {
  if (ordinals.length === 0 || ordinals.some((ordinal) => ordinal > 5 || ordinal === 0))
    return null;
  if (interval < 1 || interval > recurrenceLimits.interval) return null;
  return {
    rrule: `FREQ=MONTHLY${intervalPart(interval)};BYDAY=${ordinals.map((ordinal) => `${ordinal}${day}`).join(",")}`,
  };
}

function intervalOf(interval: number): { interval?: number } {
  return interval === 1 ? {} : { interval };
}

function intervalPart(interval: number): string {
  return interval === 1 ? "" : `;INTERVAL=${interval}`;
}

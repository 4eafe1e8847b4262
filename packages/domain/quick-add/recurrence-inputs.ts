import type { RecurrenceInput } from "@pakaura/contract/http";
import type { Weekday } from "@pakaura/contract/task";
import { recurrenceLimits } from "../recurrence-limits.ts";
import { weekdayCodes } from "../rule-parts.ts";
import type { DayUnit } from "./amount.ts";

const patterns = { days: "daily", weeks: "weekly", months: "monthly", years: "yearly" } as const;

/** Monday to Friday. */
export const workdayCodes: readonly Weekday[] = weekdayCodes.slice(0, 5);
export const weekendCodes: readonly Weekday[] = weekdayCodes.slice(5);

/** "Every 3 days" as a request; null when the interval is none or too long. */
export function everyUnit(unit: DayUnit, interval: number): RecurrenceInput | null {
  if (!isInterval(interval)) return null;
  if (unit === "days" && interval > 1) return { pattern: "custom", interval_days: interval };
  return { pattern: patterns[unit], ...intervalOf(interval) };
}

/** "Every other week on monday" as a request. */
export function everyWeekday(days: readonly Weekday[], interval: number): RecurrenceInput | null {
  if (days.length === 0 || !isInterval(interval)) return null;
  const day_of_week = weekdayCodes.filter((code) => days.includes(code));
  return { pattern: "weekly", day_of_week, ...intervalOf(interval) };
}

/** "Every month on the 1st and 15th" as a request; -1 is the last day. */
export function everyMonthDay(days: readonly number[], interval: number): RecurrenceInput | null {
  const isDay = (day: number): boolean => day === -1 || (day >= 1 && day <= 31);
  const [day] = days;
  if (day === undefined || !days.every(isDay) || !isInterval(interval)) return null;
  if (days.length === 1) return { pattern: "monthly", day_of_month: day, ...intervalOf(interval) };
  const sorted = days.toSorted((left, right) => left - right);
  return { rrule: `FREQ=MONTHLY${intervalPart(interval)};BYMONTHDAY=${sorted.join(",")}` };
}

/** "Every first and third monday of the month" as a request; -1 is the last. */
export function everyNthWeekday(
  ordinals: readonly number[],
  day: Weekday,
  interval: number,
): RecurrenceInput | null {
  if (!areOrdinals(ordinals, 5) || !isInterval(interval)) return null;
  return { rrule: `FREQ=MONTHLY${intervalPart(interval)};${nthPart(ordinals, day)}` };
}

/** "Every third friday of november" as a request. */
export function everyNthWeekdayOfMonth(
  ordinals: readonly number[],
  day: Weekday,
  month: number,
): RecurrenceInput | null {
  if (!areOrdinals(ordinals, 5)) return null;
  return { rrule: `FREQ=YEARLY;BYMONTH=${month};${nthPart(ordinals, day)}` };
}

/** "Every third workday of the month" as a request; -1 is the last. */
export function everyNthWorkday(
  ordinals: readonly number[],
  interval: number,
): RecurrenceInput | null {
  if (!areOrdinals(ordinals, 23) || !isInterval(interval)) return null;
  const days = workdayCodes.join(",");
  const positions = ordinals.join(",");
  return { rrule: `FREQ=MONTHLY${intervalPart(interval)};BYDAY=${days};BYSETPOS=${positions}` };
}

/** A recurrence of days or weeks without some weekdays; null for another one. */
export function withoutDays(
  recurrence: RecurrenceInput,
  left: readonly Weekday[],
): RecurrenceInput | null {
  if ("rrule" in recurrence) return null;
  const { pattern, interval = 1 } = recurrence;
  const days =
    pattern === "daily" && interval === 1
      ? weekdayCodes
      : pattern === "weekly" && "day_of_week" in recurrence
        ? recurrence.day_of_week
        : undefined;
  const kept = days?.filter((day) => !left.includes(day)) ?? [];
  return everyWeekday(kept, interval);
}

/** A recurrence at several times of its days, which share their minutes; null when they do not. */
export function atTimes(
  recurrence: RecurrenceInput,
  minutes: readonly number[],
): RecurrenceInput | null {
  const [minute] = [...new Set(minutes.map((one) => one % 60))];
  const isShared = minute !== undefined && minutes.every((one) => one % 60 === minute);
  const plain = rruleOf(recurrence);
  if (!isShared || plain === null) return null;
  const hours = [...new Set(minutes.map((one) => Math.floor(one / 60) % 24))];
  const byHour = hours.toSorted((left, right) => left - right).join(",");
  const { from } = recurrence;
  return {
    rrule: `${plain};BYHOUR=${byHour};BYMINUTE=${minute}`,
    ...(from ? { from } : {}),
  };
}

/** The simple patterns of days and weeks as a rule. */
function rruleOf(recurrence: RecurrenceInput): string | null {
  if ("rrule" in recurrence) return recurrence.rrule;
  const { interval = 1, pattern } = recurrence;
  if (pattern === "daily") return `FREQ=DAILY${intervalPart(interval)}`;
  if (pattern !== "weekly") return null;
  const days = "day_of_week" in recurrence ? recurrence.day_of_week : undefined;
  return `FREQ=WEEKLY${intervalPart(interval)}${days ? `;BYDAY=${days.join(",")}` : ""}`;
}

function areOrdinals(ordinals: readonly number[], most: number): boolean {
  return ordinals.length > 0 && ordinals.every((one) => one <= most && one !== 0);
}

function nthPart(ordinals: readonly number[], day: Weekday): string {
  return `BYDAY=${ordinals.map((ordinal) => `${ordinal}${day}`).join(",")}`;
}

function isInterval(interval: number): boolean {
  return Number.isInteger(interval) && interval >= 1 && interval <= recurrenceLimits.interval;
}

function intervalOf(interval: number): { interval?: number } {
  return interval === 1 ? {} : { interval };
}

function intervalPart(interval: number): string {
  return interval === 1 ? "" : `;INTERVAL=${interval}`;
}

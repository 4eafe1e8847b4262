import type { Weekday } from "@pakaura/contract/task";
import type { Cursor } from "./cursor.ts";
import { datePlus, nextMonthDay, nthOf, todayOf } from "./dates.ts";
import { readMonth, readWeekday } from "./day-body.ts";
import { readNumber, readOrdinal } from "./read-amount.ts";
import { readOne } from "./read-calendar-day.ts";
import type { Repeat } from "./repeat.ts";
import { readPositions, readWeekdays } from "./read-lists.ts";
import { periodStart } from "./read-period.ts";
import {
  everyMonthDay,
  everyNthWeekday,
  everyNthWeekdayOfMonth,
  everyNthWorkday,
  everyUnit,
  everyWeekday,
} from "./recurrence-inputs.ts";
import type { DayUnit } from "./amount.ts";
import { weekdayCodes } from "../rule-parts.ts";

/** What positions count: a weekday, workdays, or the days of the month. */
type Counted = Weekday | "workday" | "day";

function readCounted(cursor: Cursor): Counted | null {
  const { words } = cursor;
  if (cursor.has(words.workday)) return "workday";
  if (cursor.has(words.day)) return "day";
  const name = readWeekday(cursor);
  return name && (weekdayCodes[name.weekday - 1] ?? null);
}

function monthly(positions: readonly number[], counted: Counted, interval: number): Repeat | null {
  const recurrence =
    counted === "day"
      ? everyMonthDay(positions, interval)
      : counted === "workday"
        ? everyNthWorkday(positions, interval)
        : everyNthWeekday(positions, counted, interval);
  return recurrence && { recurrence };
}

/** "On the 2nd tuesday", "on the 1st and 15th", "on monday" after "every month" or "weekly". */
export function readTail(cursor: Cursor, unit: DayUnit, interval: number): Repeat | null {
  const { words } = cursor;
  if (!cursor.has(words.on)) cursor.has(words.by);
  if (unit === "days" && interval % 7 === 0) return readTail(cursor, "weeks", interval / 7);
  if (unit === "weeks") {
    const list = readWeekdays(cursor);
    const recurrence = list && everyWeekday(list.days, interval);
    return recurrence && { recurrence, ...(list.partOfDay ? { partOfDay: list.partOfDay } : {}) };
  }
  if (unit === "years") {
    const nth = interval === 1 ? cursor.attempt(() => readNthOfMonth(cursor)) : null;
    if (nth) return nth;
    cursor.has(words.the);
    const body = readOne(cursor);
    return body?.openIn === "year" ? yearlyOn(cursor, body.date, interval) : null;
  }
  if (unit !== "months") return null;
  const positions = readPositions(cursor);
  if (positions.length === 0) return null;
  const counted = cursor.attempt(() => readCounted(cursor));
  if (counted === null && positions.includes(-1)) return null;
  return monthly(positions, counted ?? "day", interval);
}

/** The day of a date in every year from now on. */
export function yearlyOn(
  { moment }: Cursor,
  { month, day }: Temporal.PlainDate,
  interval: number,
): Repeat | null {
  const recurrence = everyUnit("years", interval);
  const date = nextMonthDay({ ...moment, year: "next" }, month, day);
  return date && recurrence && { recurrence, startsOn: date.toString() };
}

/** "The first monday of may". */
function readNthOfMonth(cursor: Cursor): Repeat | null {
  const positions = readPositions(cursor);
  const name = positions.length === 0 ? null : readWeekday(cursor);
  if (!cursor.has(cursor.words.of)) return null;
  const month = readMonth(cursor);
  const day = name && weekdayCodes[name.weekday - 1];
  const recurrence = month && day ? everyNthWeekdayOfMonth(positions, day, month) : null;
  return recurrence && { recurrence };
}

/** "Every 1st and 15th", "every first monday", "every last workday", "every last day". */
export function readPlainNth(cursor: Cursor): Repeat | null {
  return cursor.attempt(() => {
    const positions = readPositions(cursor);
    if (positions.length === 0) {
      const day = cursor.digits(1, 2);
      const recurrence = day === null ? null : everyMonthDay([Number(day)], 1);
      return recurrence && { recurrence, caution: "edge" as const };
    }
    const counted = cursor.attempt(() => readCounted(cursor));
    // "Every third day" is one of three days, "every last day" is one of a month.
    if (counted === "day" && !positions.includes(-1)) return null;
    if (counted === null && positions.includes(-1)) return null;
    return monthly(positions, counted ?? "day", 1);
  });
}

/** "Every first day of the quarter", "every 1st working day of the month", "every 3rd friday of november". */
export function readNthOfPeriod(cursor: Cursor): Repeat | null {
  return cursor.attempt(() => {
    const positions = readPositions(cursor);
    if (positions.length === 0) return null;
    const counted =
      cursor.attempt(() => readCounted(cursor)) ?? (positions.includes(-1) ? null : "day");
    return counted && readOfPeriod(cursor, positions, counted);
  });
}

/** "On the 2nd tuesday of every month", "am 1. und 15. jeden Monats", "the 1st of each quarter". */
export function readNthOfEvery(cursor: Cursor): Repeat | null {
  const { words } = cursor;
  return cursor.attempt(() => {
    const isAlways = cursor.has(words.always);
    if (!cursor.has(words.on)) cursor.has(words.by);
    const positions = readPositions(cursor);
    if (positions.length === 0) return null;
    const counted =
      cursor.attempt(() => readCounted(cursor)) ?? (positions.includes(-1) ? null : "day");
    if (counted === null) return null;
    cursor.has(words.of);
    if (!cursor.has(words.every) && !isAlways) return null;
    const step = cursor.has(words.other) ? 2 : (readOrdinal(cursor) ?? readNumber(cursor) ?? 1);
    return readPeriod(cursor, positions, counted, step);
  });
}

function readOfPeriod(
  cursor: Cursor,
  positions: readonly number[],
  counted: Counted,
): Repeat | null {
  const { words } = cursor;
  if (!cursor.has(words.of)) return null;
  cursor.has(words.the);
  cursor.has(words.every);
  const month = readMonth(cursor);
  if (month === null) return readPeriod(cursor, positions, counted, 1);
  if (counted === "workday" || counted === "day") return null;
  const recurrence = everyNthWeekdayOfMonth(positions, counted, month);
  return recurrence && { recurrence };
}

/** Positions in every month or quarter, at the word that says which of them. */
export function readPeriod(
  cursor: Cursor,
  positions: readonly number[],
  counted: Counted,
  step: number,
): Repeat | null {
  const period = cursor.take(cursor.words.periods);
  if (period === "month") return monthly(positions, counted, step);
  if (period !== "quarter" || positions.length !== 1 || step !== 1) return null;
  const repeat = monthly(positions, counted, 3);
  const startsOn = repeat && firstInQuarters(cursor, positions[0] ?? 1, counted);
  return startsOn && repeat ? { ...repeat, startsOn } : null;
}

/** The first such day of a quarter from today on: quarters begin with their first month, and end with their last. */
function firstInQuarters(cursor: Cursor, position: number, counted: Counted): string | null {
  const { moment } = cursor;
  const takes = (date: Temporal.PlainDate): boolean =>
    counted === "day" ||
    (counted === "workday" ? date.dayOfWeek <= 5 : weekdayCodes[date.dayOfWeek - 1] === counted);
  for (const offset of [0, 1]) {
    const start = periodStart({ period: "quarter", offset }, moment);
    const month = start && datePlus(start, { months: position < 0 ? 2 : 0 });
    const date = month && nthOf(month, position, takes);
    if (date && Temporal.PlainDate.compare(date, todayOf(moment)) >= 0) return date.toString();
  }
  return null;
}

import type { Cursor } from "./cursor.ts";
import { dateOf, datePlus, nthOf, todayOf } from "./dates.ts";
import { readMonth, readWeekday, readYear, type DayBody } from "./day-body.ts";
import type { Moment } from "./phrase.ts";
import { readOrdinal } from "./read-amount.ts";
import { periodStart, readPeriodReference, type PeriodReference } from "./read-period.ts";

/** Which days "the first friday" counts: those of a weekday, workdays, or all. */
type Counted = { takes: (date: Temporal.PlainDate) => boolean } | null;

/** "First friday of next month", "last day of january", "the 5th of next month". */
export function readNthDay(cursor: Cursor): DayBody | null {
  const { words } = cursor;
  return cursor.attempt(() => {
    cursor.has(words.the);
    const nth = cursor.has(words.last) ? -1 : readOrdinal(cursor);
    if (nth === null) return null;
    const counted = readCounted(cursor) ?? (nth > 0 ? { takes: () => true } : null);
    if (counted === null) return null;
    cursor.has(words.of);
    const date = nthDate(cursor, nth, counted.takes);
    return date && { date, isOfPeriod: true };
  });
}

function readCounted(cursor: Cursor): Counted {
  const { words } = cursor;
  if (cursor.has(words.workday)) return { takes: (date) => date.dayOfWeek <= 5 };
  if (cursor.has(words.day)) return { takes: () => true };
  const name = readWeekday(cursor);
  return name && { takes: (date) => date.dayOfWeek === name.weekday };
}

function nthDate(
  cursor: Cursor,
  nth: number,
  takes: (date: Temporal.PlainDate) => boolean,
): Temporal.PlainDate | null {
  const { moment } = cursor;
  const today = todayOf(moment);
  const reference = readPeriodReference(cursor, true);
  const isOpen = reference === null || reference.offset === 0;
  const starts = reference
    ? [reference.offset, reference.offset + 1].map((offset) =>
        reference.period === "month" ||
        reference.period === "year" ||
        reference.period === "quarter"
          ? periodMonth({ ...reference, offset }, nth, moment)
          : null,
      )
    : monthStarts(cursor);
  const dates = starts.map((start) => start && nthOf(start, nth, takes));
  // A month without a year is that of this one where it is asked for, past or not.
  const isOfThisYear = reference === null && moment.year === "current";
  if (!isOpen || isOfThisYear) return dates[0] ?? null;
  return dates.find((date) => date && Temporal.PlainDate.compare(date, today) >= 0) ?? null;
}

/** The month of a period in which its first days are, or its last. */
function periodMonth(reference: PeriodReference, nth: number, moment: Moment) {
  const start = periodStart(reference, moment);
  if (start === null || nth > 0 || reference.period === "month") return start;
  return datePlus(start, { months: reference.period === "year" ? 11 : 2 });
}

function monthStarts(cursor: Cursor): (Temporal.PlainDate | null)[] {
  const month = readMonth(cursor);
  if (month === null) return [];
  const year = readYear(cursor);
  if (year !== null) return [dateOf(year, month, 1)];
  const { year: thisYear } = todayOf(cursor.moment);
  return [dateOf(thisYear, month, 1), dateOf(thisYear + 1, month, 1)];
}

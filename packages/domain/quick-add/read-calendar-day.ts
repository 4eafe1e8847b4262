import type { Cursor } from "./cursor.ts";
import { dateOf, nextDayOfMonth, nextMonthDay, todayOf } from "./dates.ts";
import { readBetween, readMonth, readWeekday, readYear, type DayBody } from "./day-body.ts";
import { readDigitOrdinal, readOrdinal } from "./read-amount.ts";
import { readDotted, readIso, readSlashed } from "./read-digit-date.ts";

/** Dates of the calendar: "25 Dec", "dec 25th 2026", "2026-12-25", "27/1", "24.12.", "the 15th". */
export function readCalendarDay(cursor: Cursor): DayBody | null {
  return cursor.longest([
    readRange,
    readMonthRange,
    readWithWeekday,
    readBeforeWeekday,
    readOne,
    readDayAlone,
    readDayInWords,
  ]);
}

/** A date with its weekday before it, which must be the right one: "Wed, 25 Nov". */
function readWithWeekday(cursor: Cursor): DayBody | null {
  return cursor.attempt(() => {
    const name = readWeekday(cursor);
    if (name === null) return null;
    cursor.sign(",");
    cursor.has(cursor.words.the);
    const body = readOne(cursor);
    return body?.date.dayOfWeek === name.weekday ? { ...body, caution: undefined } : null;
  });
}

/** The same behind it: "25 nov, wed". */
function readBeforeWeekday(cursor: Cursor): DayBody | null {
  return cursor.attempt(() => {
    const body = readOne(cursor);
    cursor.sign(",");
    const name = body && readWeekday(cursor);
    return name?.weekday === body?.date.dayOfWeek ? body : null;
  });
}

/** One date without a weekday. */
export function readOne(cursor: Cursor): DayBody | null {
  return cursor.longest([readDayAndMonth, readMonthAndDay, readIso, readSlashed, readDotted]);
}

/** "5 dec to 12 dec": the first day of the range is what is due. */
function readRange(cursor: Cursor): DayBody | null {
  return cursor.attempt(() => {
    const first = readOne(cursor);
    if (first === null || !readBetween(cursor)) return null;
    const last = readOne(cursor);
    return last && rangeOf(first.date, last);
  });
}

/** "5-12 dec", "dec 5-12", "5. bis 12. Dezember". */
function readMonthRange(cursor: Cursor): DayBody | null {
  return cursor.attempt(() => {
    const before = readMonth(cursor);
    const first = readDayNumber(cursor);
    if (first === null || !readBetween(cursor)) return null;
    if (before !== null) {
      const last = readDayNumber(cursor);
      const date = nextMonthDay(cursor.moment, before, first);
      return date && last !== null && last <= date.daysInMonth
        ? rangeOf(date, { date: date.with({ day: last }) })
        : null;
    }
    const last = cursor.longest([readDayAndMonth, readDotted]);
    return last && first < last.date.day
      ? rangeOf(last.date.with({ day: first }), { date: last.date })
      : null;
  });
}

function rangeOf(date: Temporal.PlainDate, last: DayBody): DayBody | null {
  const isOrdered = Temporal.PlainDate.compare(date, last.date) < 0;
  if (isOrdered) return { date, until: last.date };
  return last.openIn === "year" ? { date, until: last.date.add({ years: 1 }) } : null;
}

/** "25", "25th", "25.". */
function readDayNumber(cursor: Cursor): number | null {
  return cursor.attempt(() => {
    const ordinal = readDigitOrdinal(cursor);
    if (ordinal !== null) return ordinal;
    const digits = cursor.digits(1, 2);
    return digits === null ? null : Number(digits);
  });
}

/** "25 Dec", "25. Dezember 2026", "the 25th of december". */
function readDayAndMonth(cursor: Cursor): DayBody | null {
  const { words } = cursor;
  return cursor.attempt(() => {
    cursor.has(words.the);
    const day = readOrdinal(cursor) ?? readDayNumber(cursor);
    if (day === null) return null;
    const isHyphened = cursor.gluedSign("-");
    if (!isHyphened) cursor.gluedSign(".");
    cursor.has(words.of);
    const month = readMonth(cursor);
    if (isHyphened) cursor.gluedSign("-");
    return month === null ? null : bodyOf(cursor, month, day);
  });
}

/** "Dec 25", "december the 25th, 2026". */
function readMonthAndDay(cursor: Cursor): DayBody | null {
  return cursor.attempt(() => {
    const month = readMonth(cursor);
    if (month === null) return null;
    cursor.has(cursor.words.the);
    const day = readOrdinal(cursor) ?? readDayNumber(cursor);
    return day === null ? null : bodyOf(cursor, month, day);
  });
}

function bodyOf(cursor: Cursor, month: number, day: number): DayBody | null {
  const year = readYear(cursor);
  const date = year === null ? nextMonthDay(cursor.moment, month, day) : dateOf(year, month, day);
  return date && { date, ...(year === null ? { openIn: "year" as const } : {}) };
}

/** "On the third". */
function readDayInWords(cursor: Cursor): DayBody | null {
  return cursor.attempt(() => {
    cursor.has(cursor.words.the);
    const day = cursor.take(cursor.words.ordinals);
    const date = day === undefined ? null : nextDayOfMonth(todayOf(cursor.moment), day);
    return date && { date, isLedOnly: true, cautionAfterLead: "edge" as const };
  });
}

/** "The 15th": a day only after "on" or beside a time, as "the 15th floor" is none. */
function readDayAlone(cursor: Cursor): DayBody | null {
  return cursor.attempt(() => {
    cursor.has(cursor.words.the);
    const day = readDigitOrdinal(cursor);
    const date = day === null ? null : nextDayOfMonth(todayOf(cursor.moment), day);
    return date && { date, caution: "beside" as const, cautionAfterLead: "edge" as const };
  });
}

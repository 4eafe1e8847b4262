import type { Cursor } from "./cursor.ts";
import { dateOf, nextDayOfMonth, nextMonthDay, todayOf } from "./dates.ts";
import { readBetween, readMonth, readWeekday, readYear, type DayBody } from "./day-body.ts";
import { readDigitOrdinal, readOrdinal } from "./read-amount.ts";

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

/** "2026-12-25", "2026/12/25". */
function readIso(cursor: Cursor): DayBody | null {
  return cursor.attempt(() => {
    const year = cursor.digits(4, 4);
    const sign = cursor.peek()?.text ?? "";
    if (year === null || !["-", "/"].includes(sign) || !cursor.gluedSign(sign)) return null;
    const month = cursor.gluedDigits(1, 2);
    if (!cursor.gluedSign(sign)) return null;
    const day = cursor.gluedDigits(1, 2);
    const date = dateOf(Number(year), Number(month), Number(day));
    return date && { date };
  });
}

/** "27/1", "27/1/2027", "3-12-2026", in the order of the locale; a year in full makes sure of the other. */
function readSlashed(cursor: Cursor): DayBody | null {
  const { isMonthFirst } = cursor.moment;
  return cursor.attempt(() => {
    const first = Number(cursor.digits(1, 2) ?? Number.NaN);
    const sign = cursor.peek()?.text ?? "";
    if (!["-", "/"].includes(sign) || !cursor.gluedSign(sign)) return null;
    const second = Number(cursor.gluedDigits(1, 2) ?? Number.NaN);
    const year = cursor.attempt(() => (cursor.gluedSign(sign) ? cursor.gluedDigits(2, 4) : null));
    const [month, day] = isMonthFirst ? [first, second] : [second, first];
    if (year === null) return sign === "/" ? withoutYear(cursor, month, day) : null;
    if (year.length === 3 || (year.length === 2 && sign === "-")) return null;
    const full = Number(year.length === 2 ? `20${year}` : year);
    const date = dateOf(full, month, day) ?? (year.length === 4 ? dateOf(full, day, month) : null);
    return date && { date };
  });
}

/** Two numbers may be a fraction as well: "27/1", "3/4 inch"; and "24/7" is always. */
function withoutYear(cursor: Cursor, month: number, day: number): DayBody | null {
  if (cursor.words.dateSign !== "/" || cursor.words.isBeside) return null;
  const isAlways = (month === 7 && day === 24) || (month === 24 && day === 7);
  const date = isAlways ? null : nextMonthDay(cursor.moment, month, day);
  return date && { date, openIn: "year", caution: "edge", cautionAfterLead: "edge" };
}

/** "24.12.", "24. 12.", "24.12.26", "24.12.2026"; "24.12" only beside something that says when. */
function readDotted(cursor: Cursor): DayBody | null {
  const isOwn = cursor.words.dateSign === ".";
  return cursor.attempt(() => {
    const day = Number(cursor.digits(1, 2) ?? Number.NaN);
    if (!cursor.gluedSign(".")) return null;
    const isSpaced = cursor.peek()?.isGlued === false;
    const month = Number(
      (isSpaced && isOwn ? cursor.digits(1, 2) : cursor.gluedDigits(1, 2)) ?? Number.NaN,
    );
    const isDotted = cursor.gluedSign(".");
    const year = cursor.attempt(() =>
      isDotted
        ? (cursor.gluedDigits(4, 4) ?? cursor.gluedDigits(2, 2) ?? cursor.digits(4, 4))
        : null,
    );
    if (year !== null) {
      if (year.length === 2 && !isOwn) return null;
      const full = Number(year.length === 2 ? `20${year}` : year);
      const date = dateOf(full, month, day) ?? (isOwn ? null : dateOf(full, day, month));
      return date && { date };
    }
    const date = isOwn && (isDotted || !isSpaced) ? nextMonthDay(cursor.moment, month, day) : null;
    if (date === null || isDotted) return date && { date, openIn: "year" as const };
    return {
      date,
      openIn: "year" as const,
      caution: "beside" as const,
      cautionAfterLead: "edge" as const,
    };
  });
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

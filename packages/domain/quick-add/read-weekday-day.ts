import type { Cursor } from "./cursor.ts";
import { datePlus, nextDayOfMonth, nextWeekday, todayOf, weekdayIn } from "./dates.ts";
import { readBetween, readWeekday, type DayBody, type WeekdayName } from "./day-body.ts";
import { isOfDays, plusAmount, readAmount, readDigitOrdinal } from "./read-amount.ts";
import { readPeriodReference } from "./read-period.ts";

/** Days by their weekday: "friday", "next friday", "friday next week", "next week on friday". */
export function readWeekdayDay(cursor: Cursor): DayBody | null {
  return cursor.longest([readComingWeekday, readNextWeekday, readWeekOfDay, readPlainWeekday]);
}

/** "The coming friday". */
function readComingWeekday(cursor: Cursor): DayBody | null {
  const { words, moment } = cursor;
  return cursor.attempt(() => {
    cursor.has(words.the);
    const name = cursor.has(words.coming) ? readWeekday(cursor) : null;
    return name && { date: nextWeekday(todayOf(moment), name.weekday), openIn: "week" as const };
  });
}

/** "Next friday", and "übernächsten Freitag", is a day of the next week, not the next such day. */
function readNextWeekday(cursor: Cursor): DayBody | null {
  const { words, moment } = cursor;
  return cursor.attempt(() => {
    cursor.has(words.the);
    const weeks = cursor.has(words.afterNext) ? 2 : cursor.has(words.next) ? 1 : null;
    const name = weeks === null ? null : readWeekday(cursor);
    const date = weeks !== null && name && weekdayIn(weeks, name.weekday, moment);
    return date ? { date } : null;
  });
}

/** "Next week friday", "the week after next on friday". */
function readWeekOfDay(cursor: Cursor): DayBody | null {
  const { words } = cursor;
  return cursor.attempt(() => {
    const reference = readPeriodReference(cursor, false);
    if (reference?.period !== "week") return null;
    cursor.sign(",");
    cursor.has(words.on);
    const name = readWeekday(cursor);
    const date = name && weekdayIn(reference.offset, name.weekday, cursor.moment);
    return date && { date };
  });
}

function readPlainWeekday(cursor: Cursor): DayBody | null {
  const { words, moment } = cursor;
  if (isAfterRange(cursor)) return null;
  return cursor.attempt(() => {
    const joined = cursor.take(words.weekdayParts);
    if (joined) {
      const date = nextWeekday(todayOf(moment), dayNumber(joined.day));
      return { date, openIn: "week", partOfDay: joined.part, caution: "edge" } as const;
    }
    cursor.has(words.the);
    const name = readWeekday(cursor);
    if (name === null) return null;
    const later = readLater(cursor, name);
    if (later !== undefined) return later;
    const counted = cursor.attempt(() => readDayOfMonth(cursor, name));
    if (counted) return counted;
    const plain = cursor.attempt(() => readPlainDayOfMonth(cursor, name));
    if (plain) return plain;
    if (isRange(cursor)) return null;
    return {
      date: nextWeekday(todayOf(moment), name.weekday),
      openIn: "week" as const,
      caution: name.isDoubtful ? ("beside" as const) : ("edge" as const),
    };
  });
}

function dayNumber(code: string): number {
  return ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].indexOf(code) + 1;
}

/** What makes of a weekday a later one; null when it is not clear which. */
function readLater(cursor: Cursor, { weekday }: WeekdayName): DayBody | null | undefined {
  const { words, moment } = cursor;
  const next = nextWeekday(todayOf(moment), weekday);
  if (cursor.has(words.afterNextBehind)) return bodyOf(weekdayIn(2, weekday, moment));
  const weeks = cursor.attempt(() => cursor.take(words.laterWeeks));
  if (weeks !== null)
    return { ...bodyOf(datePlus(next, { weeks })), date: next.add({ weeks }), caution: "edge" };
  const reference = cursor.attempt(() => {
    cursor.sign(",");
    cursor.has(words.of);
    const week = readPeriodReference(cursor, false);
    return week?.period === "week" ? week : null;
  });
  if (reference) return bodyOf(weekdayIn(reference.offset, weekday, moment));
  return readWeekdayInWeeks(cursor, weekday);
}

/**
 * "Friday in two weeks" is counted from the next friday by some, and by others the friday of the
 * week in two weeks. German counts from the weekday, English is only read where both agree.
 */
function readWeekdayInWeeks(cursor: Cursor, weekday: number): DayBody | null | undefined {
  const { words, moment } = cursor;
  const amount = cursor.attempt(() => {
    const isIn = cursor.has(words.in);
    const found = readAmount(cursor);
    return found && isOfDays(found) && (isIn || cursor.has(words.fromNow)) ? found : null;
  });
  if (amount === null) return undefined;
  const today = todayOf(moment);
  const weekdayDate = today.dayOfWeek === weekday ? today : nextWeekday(today, weekday);
  // "Montag in acht Tagen" is a week later, and no tuesday.
  const days = amount.days === 8 ? 7 : amount.days;
  const counted = plusAmount(weekdayDate, days === undefined ? amount : { ...amount, days });
  const target = plusAmount(today, amount);
  const ofWeek = target && target.add({ days: weekday - target.dayOfWeek });
  if (counted === null || ofWeek === null || counted.dayOfWeek !== weekday) return null;
  return words.isUntilBy || counted.equals(ofWeek) ? { date: counted } : null;
}

function bodyOf(date: Temporal.PlainDate | null): DayBody | null {
  return date && { date };
}

/** "Thursday the 26th": only where that is one. */
function readDayOfMonth(cursor: Cursor, { weekday }: WeekdayName): DayBody | null {
  cursor.sign(",");
  cursor.has(cursor.words.the);
  const day = readDigitOrdinal(cursor);
  const date = day === null ? null : nextDayOfMonth(todayOf(cursor.moment), day);
  return date?.dayOfWeek === weekday ? { date } : null;
}

/** "Saturday 21", at the end. */
function readPlainDayOfMonth(cursor: Cursor, { weekday }: WeekdayName): DayBody | null {
  const day = Number(cursor.digits(2, 2) ?? 0);
  const date = day < 13 || !cursor.isOver() ? null : nextDayOfMonth(todayOf(cursor.moment), day);
  return date?.dayOfWeek === weekday ? { date, caution: "edge", cautionAfterLead: "edge" } : null;
}

/** True before the rest of "monday to friday", "sat and sun" and "friday or saturday". */
function isRange(cursor: Cursor): boolean {
  const start = cursor.at;
  const isOne =
    (readBetween(cursor) || cursor.sign(",") || cursor.has(cursor.words.or)) &&
    readWeekday(cursor) !== null;
  cursor.at = start;
  return isOne;
}

/** True behind the beginning of such a range. */
function isAfterRange(cursor: Cursor): boolean {
  const start = cursor.at;
  for (const back of [2, 3]) {
    cursor.at = start - back;
    if (cursor.at < 0) break;
    const isOne =
      readWeekday(cursor) !== null &&
      (readBetween(cursor) || cursor.sign(",") || cursor.has(cursor.words.or)) &&
      cursor.at === start;
    if (isOne) {
      cursor.at = start;
      return true;
    }
  }
  cursor.at = start;
  return false;
}

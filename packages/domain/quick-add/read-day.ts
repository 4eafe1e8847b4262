import type { Cursor } from "./cursor.ts";
import { nextMonthDay, todayOf } from "./dates.ts";
import { readMonth, type DayBody } from "./day-body.ts";
import type { Certainty, PartOfDay } from "./phrase.ts";
import { isOfDays, plusAmount, readAmount } from "./read-amount.ts";
import type { Amount } from "./amount.ts";
import { readCalendarDay } from "./read-calendar-day.ts";
import { readPartOfDay } from "./read-part-of-day.ts";
import { readEdgeDay } from "./read-edge-day.ts";
import { readNamedDate } from "./read-named-date.ts";
import { readNthDay } from "./read-nth-day.ts";
import { readPeriodDay } from "./read-period.ts";
import type { Table } from "./word-table.ts";
import { readWeekdayDay } from "./read-weekday-day.ts";

export type Day = Certainty & {
  date: Temporal.PlainDate;
  /** The last day of a range that begins with `date`. */
  until?: Temporal.PlainDate;
  /** What it repeats in when it is not said which. */
  openIn?: "week" | "year";
  /** True for a day that is found by its period: "next week", "first friday of may". */
  isOfPeriod?: boolean;
  /** True after "from" or "starting", as only a first day is. */
  isStart?: boolean;
  partOfDay?: PartOfDay;
};

/** Dates: "tomorrow", "on friday", "next week", "25 Dec", "in 3 days", each with "morning" or the like. */
export function readDay(cursor: Cursor): Day | null {
  return cursor.longest([
    (one) => withPart(one, readBody(one), false),
    (one) => one.attempt(() => (readLead(one) ? withPart(one, readBody(one), true) : null)),
    (one) => one.attempt(() => readAfterWeakLead(one)),
    readPartThenDay,
  ]);
}

/** "On", "by", "this" and "@", which make sure that a day follows. */
function readLead(cursor: Cursor): boolean {
  const { words } = cursor;
  if (cursor.sign("@") || cursor.sign("^")) return true;
  const isLead = [words.by, words.on].some((table) => cursor.has(table));
  const isThis = cursor.has(words.this) || cursor.has(words.coming);
  return isLead || isThis;
}

/** A day after "for", "from" or "starting", where a name may follow as well. */
function readAfterWeakLead(cursor: Cursor): Day | null {
  const { words } = cursor;
  const isStart = [words.starting, words.from].some((table) => cursor.has(table));
  if (!isStart && !cursor.has(words.forDay)) return null;
  const month = isStart ? readMonthAlone(cursor) : null;
  if (month) return month;
  const day = withPart(cursor, readBody(cursor), false);
  return day && { ...day, ...(isStart ? { isStart } : {}) };
}

/** "From january" is its first day, for what repeats; else it may be somebody of that name. */
function readMonthAlone(cursor: Cursor): Day | null {
  return cursor.attempt(() => {
    const month = readMonth(cursor);
    const next = cursor.peek()?.kind;
    if (month === null || next === "number" || cursor.sees(cursor.words.the)) return null;
    const date = nextMonthDay(cursor.moment, month, 1);
    return date && { date, isStart: true, needs: "recurrence" as const };
  });
}

function withPart(cursor: Cursor, body: DayBody | null, isLed: boolean): Day | null {
  if (body === null || (body.isLedOnly && !isLed)) return null;
  const { words } = cursor;
  const partOfDay =
    readHalf(cursor) ??
    cursor.attempt(() => cursor.take(words.partsOfDay)) ??
    readPartOfDay(cursor) ??
    body.partOfDay;
  cursor.attempt(() => cursor.has(words.atLatest));
  const caution = isLed ? body.cautionAfterLead : body.caution;
  return {
    date: body.date,
    ...(body.until ? { until: body.until } : {}),
    ...(body.openIn ? { openIn: body.openIn } : {}),
    ...(body.isOfPeriod ? { isOfPeriod: true } : {}),
    ...(partOfDay ? { partOfDay } : {}),
    ...(caution ? { caution } : {}),
  };
}

/** "Friday pm", where no hour stands before it. */
function readHalf(cursor: Cursor): PartOfDay | null {
  const { words } = cursor;
  if (words.isBeside) return null;
  return cursor.attempt(() =>
    cursor.has(words.am) ? "morning" : cursor.has(words.pm) ? "afternoon" : null,
  );
}

/** "First thing on monday". */
function readPartThenDay(cursor: Cursor): Day | null {
  return cursor.attempt(() => {
    const partOfDay = cursor.take(cursor.words.adverbParts);
    if (partOfDay === undefined) return null;
    const isLed = readLead(cursor);
    const day = withPart(cursor, readBody(cursor), isLed);
    return day && { ...day, partOfDay };
  });
}

function readBody(cursor: Cursor): DayBody | null {
  return cursor.longest([readNearDay, readCountedDay, readInAmount]);
}

/** A day that is not counted from another. */
function readNearDay(cursor: Cursor): DayBody | null {
  return cursor.longest([
    readNamedDay,
    readWeekdayDay,
    readPeriodDay,
    readEdgeDay,
    readCalendarDay,
    readNthDay,
    readNamedDate,
  ]);
}

/** "Tomorrow", "tonight", "this evening", "heute in einer Woche". */
function readNamedDay(cursor: Cursor): DayBody | null {
  const { words, moment } = cursor;
  return cursor.longest<DayBody>([
    () => (cursor.has(words.tonight) ? { date: todayOf(moment), partOfDay: "night" } : null),
    () => {
      const part = cursor.attempt(() =>
        cursor.has(words.thisPart) ? cursor.take(words.partsOfDay) : null,
      );
      return part && { date: todayOf(moment), partOfDay: part };
    },
    () => {
      const days = cursor.take(words.relativeDays);
      return days === undefined ? null : { date: todayOf(moment).add({ days }) };
    },
    () => {
      const days = cursor.take(words.relativeDays);
      if (days === undefined) return null;
      const weeks = cursor.take(words.laterWeeks);
      const amount = weeks === undefined ? readIn(cursor) : { weeks };
      const date = amount && plusAmount(todayOf(moment).add({ days }), amount);
      return date && { date };
    },
  ]);
}

/** "In two weeks", of whole days. */
function readIn(cursor: Cursor): Amount | null {
  return cursor.attempt(() => {
    if (!cursor.has(cursor.words.in)) return null;
    const amount = readAmount(cursor);
    return amount && isOfDays(amount) ? amount : null;
  });
}

/** "In 3 days", "in 6 months' time", "in three weeks from tomorrow", "in two weeks on friday". */
function readInAmount(cursor: Cursor): DayBody | null {
  const { words, moment } = cursor;
  return cursor.attempt(() => {
    const amount = readIn(cursor);
    if (amount === null) return null;
    cursor.has(words.amountEnd);
    const from = cursor.attempt(() => (cursor.has(words.fromDay) ? readNearDay(cursor) : null));
    const date = plusAmount(from?.date ?? todayOf(moment), amount);
    const isInWeeks = amount.weeks !== undefined && from === null;
    const weekday = isInWeeks
      ? cursor.attempt(() => (cursor.has(words.on) ? cursor.take(words.weekdays) : null))
      : null;
    if (date === null || weekday === null) return date && { date };
    const number = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].indexOf(weekday) + 1;
    return { date: date.add({ days: number - date.dayOfWeek }) };
  });
}

/** "10 days from today", "3 weeks from saturday", "a week on friday", "2 days before 24 dec". */
function readCountedDay(cursor: Cursor): DayBody | null {
  const { words, moment } = cursor;
  return cursor.attempt(() => {
    if (isBehind(cursor, words.during)) return null;
    const amount = readTheDay(cursor) ?? readAmount(cursor);
    if (amount === null || !isOfDays(amount)) return null;
    if (cursor.has(words.fromNow)) return bodyOf(plusAmount(todayOf(moment), amount));
    const days = amount.weeks === undefined ? undefined : cursor.take(words.relativeDays);
    if (days !== undefined) return bodyOf(plusAmount(todayOf(moment).add({ days }), amount));
    const isWeeks = amount.weeks !== undefined;
    const isWeeksOn =
      isWeeks && (cursor.has(words.on) || cursor.sees(words.weekdays) || cursor.sees(words.next));
    const sign = isWeeksOn || cursor.has(words.fromDay) ? 1 : cursor.has(words.beforeDay) ? -1 : 0;
    if (sign === 0) return null;
    const from = isWeeksOn ? readWeekdayDay(cursor) : readNearDay(cursor);
    return from && bodyOf(plusAmount(from.date, amount, sign));
  });
}

/** "The day" of "the day after christmas". */
function readTheDay(cursor: Cursor): Amount | null {
  const { words } = cursor;
  return cursor.attempt(() => {
    cursor.has(words.the);
    const isBeside =
      cursor.has(words.day) && [words.fromDay, words.beforeDay].some((one) => cursor.sees(one));
    return isBeside ? { days: 1 } : null;
  });
}

/** True when a word stands right before: "for 3 days from friday" is no day. */
function isBehind({ tokens, at }: Cursor, table: Table<unknown>): boolean {
  return [1, 2, 3].some((back) => table(tokens, at - back)?.end === at);
}

function bodyOf(date: Temporal.PlainDate | null): DayBody | null {
  return date && { date };
}

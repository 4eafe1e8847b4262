import type { Cursor } from "./cursor.ts";
import {
  dateOf,
  datePlus,
  nextMonthDay,
  nextWeekday,
  nthOf,
  startOfWeek,
  todayOf,
  weekdayIn,
} from "./dates.ts";
import { readMonth, readWeekday, readYear, type DayBody } from "./day-body.ts";
import type { Moment } from "./phrase.ts";
import { plusAmount, readOrdinal } from "./read-amount.ts";
import type { Edge, Period } from "./vocabulary.ts";

/** A period of the calendar, so many after this one. */
export type PeriodReference = { period: Period; offset: number };

/** "Next week", "the week after next", "this month"; without such a word only where `isPlain`. */
export function readPeriodReference(cursor: Cursor, isPlain: boolean): PeriodReference | null {
  const { words } = cursor;
  return cursor.attempt(() => {
    cursor.has(words.the);
    const offset = cursor.has(words.afterNext)
      ? 2
      : cursor.has(words.next)
        ? 1
        : cursor.has(words.this)
          ? 0
          : null;
    const period = cursor.take(words.periods);
    if (period === undefined) return null;
    if (offset !== null) return { period, offset };
    if (cursor.has(words.afterNextBehind)) return { period, offset: 2 };
    return isPlain ? { period, offset: 0 } : null;
  });
}

/** "Next week", "next month", "the weekend", "next quarter". */
export function readPeriodDay(cursor: Cursor): DayBody | null {
  return readWeekend(cursor) ?? readNextWorkday(cursor) ?? readPeriodStart(cursor);
}

/** "Next working day". */
function readNextWorkday(cursor: Cursor): DayBody | null {
  const { words, moment } = cursor;
  return cursor.attempt(() => {
    cursor.has(words.the);
    if (!cursor.has(words.next) || !cursor.has(words.workday)) return null;
    const date = plusAmount(todayOf(moment), { workdays: 1 });
    return date && { date };
  });
}

function readPeriodStart(cursor: Cursor): DayBody | null {
  return cursor.attempt(() => {
    cursor.has(cursor.words.in);
    const reference = readPeriodReference(cursor, false);
    if (reference === null || reference.offset === 0 || reference.period === "day") return null;
    const date = periodStart(reference, cursor.moment);
    return date && { date, isOfPeriod: true };
  });
}

function readWeekend(cursor: Cursor): DayBody | null {
  const { words, moment } = cursor;
  return cursor.attempt(() => {
    cursor.has(words.the);
    const offset = cursor.has(words.afterNext) ? 2 : cursor.has(words.next) ? 1 : 0;
    if (!cursor.has(words.weekend)) return null;
    const weeks = offset === 0 && cursor.has(words.afterNextBehind) ? 2 : offset;
    const today = todayOf(moment);
    const isNow = weeks === 0 && today.dayOfWeek >= 6;
    const date = isNow ? today : datePlus(startOfWeek(today, 1), { weeks, days: 5 });
    // "Wochenende planen" is what is planned.
    const alone = words.hasCapitalNouns ? ("beside" as const) : ("edge" as const);
    return date && { date, ...(weeks === 0 ? { caution: alone } : {}) };
  });
}

/** "End of month", "mid january", "start of next week", "eom". */
export function readEdgeDay(cursor: Cursor): DayBody | null {
  const { words, moment } = cursor;
  return cursor.attempt(() => {
    const word = cursor.take(words.edgeWords);
    if (word !== undefined) {
      const date =
        (word.period === "day" ? readDayOfEdge(cursor) : null) ??
        edgeOf(word.edge, { period: word.period, offset: 0 }, moment);
      return date && { date, caution: "edge" as const };
    }
    const edge = cursor.take(words.edges);
    if (edge === undefined) return null;
    cursor.has(words.of);
    const reference = readPeriodReference(cursor, true);
    const date = reference
      ? ((reference.period === "day" ? readDayOfEdge(cursor) : null) ??
        edgeOf(edge, reference, moment))
      : edgeOfMonth(cursor, edge);
    return date && { date };
  });
}

/** The day whose end is meant: "end of day tomorrow", "eod friday". */
function readDayOfEdge(cursor: Cursor): Temporal.PlainDate | null {
  const { words, moment } = cursor;
  return cursor.attempt(() => {
    cursor.has(words.on);
    const days = cursor.take(words.relativeDays);
    if (days !== undefined) return todayOf(moment).add({ days });
    const name = readWeekday(cursor);
    return name && nextWeekday(todayOf(moment), name.weekday);
  });
}

function edgeOfMonth(cursor: Cursor, edge: Edge): Temporal.PlainDate | null {
  const { moment } = cursor;
  const month = readMonth(cursor);
  if (month === null) return null;
  const year = readYear(cursor);
  const today = todayOf(moment);
  for (const next of year === null ? [today.year, today.year + 1] : [year]) {
    const first = dateOf(next, month, 1);
    const date = first && dayOfEdge(edge, first, first.daysInMonth);
    if (date && (year !== null || Temporal.PlainDate.compare(date, today) >= 0)) return date;
  }
  return null;
}

function dayOfEdge(
  edge: Edge,
  first: Temporal.PlainDate,
  length: number,
): Temporal.PlainDate | null {
  return datePlus(first, { days: edge === "start" ? 0 : edge === "middle" ? 14 : length - 1 });
}

/** The day at an edge of a period; the edge of this one that is over is that of the next. */
function edgeOf(edge: Edge, reference: PeriodReference, moment: Moment): Temporal.PlainDate | null {
  const today = todayOf(moment);
  if (reference.period === "day") return datePlus(today, { days: reference.offset });
  for (const offset of [reference.offset, reference.offset + 1]) {
    const date = plainEdge(edge, { ...reference, offset }, moment);
    if (date && Temporal.PlainDate.compare(date, today) >= 0) return date;
  }
  return null;
}

function plainEdge(edge: Edge, reference: PeriodReference, moment: Moment) {
  const first = periodStart(reference, moment);
  if (first === null) return null;
  switch (reference.period) {
    case "week":
      return weekEdge(edge, reference.offset, moment);
    case "month":
      return dayOfEdge(edge, first, first.daysInMonth);
    case "quarter":
      return edge === "middle"
        ? datePlus(first, { months: 1, days: 14 })
        : edge === "start"
          ? first
          : (datePlus(first, { months: 3 })?.subtract({ days: 1 }) ?? null);
    case "day":
    case "year":
      return edge === "middle"
        ? first.with({ month: 7 })
        : edge === "start"
          ? first
          : first.with({ month: 12, day: 31 });
  }
}

/** A week ends with its workdays; at the weekend, with Sunday. */
function weekEdge(edge: Edge, weeks: number, moment: Moment): Temporal.PlainDate | null {
  if (edge === "start") return weekdayIn(weeks, 1, moment);
  if (edge === "middle") return weekdayIn(weeks, 3, moment);
  const isWeekend = weeks === 0 && todayOf(moment).dayOfWeek > 5;
  return isWeekend
    ? todayOf(moment).add({ days: 7 - todayOf(moment).dayOfWeek })
    : weekdayIn(weeks, 5, moment);
}

/** The first day of a period. */
export function periodStart(
  { period, offset }: PeriodReference,
  moment: Moment,
): Temporal.PlainDate | null {
  const today = todayOf(moment);
  switch (period) {
    case "day":
      return datePlus(today, { days: offset });
    case "week":
      return datePlus(startOfWeek(today, moment.weekStart), { weeks: offset });
    case "month":
      return datePlus(today.with({ day: 1 }), { months: offset });
    case "quarter":
      return datePlus(today.with({ day: 1, month: today.month - ((today.month - 1) % 3) }), {
        months: 3 * offset,
      });
    case "year":
      return datePlus(today.with({ day: 1, month: 1 }), { years: offset });
  }
}

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

/** Days with a name: "christmas eve". */
export function readNamedDate(cursor: Cursor): DayBody | null {
  const found = cursor.take(cursor.words.namedDates);
  const date = found && nextMonthDay(cursor.moment, found[0], found[1]);
  // "Christmas cards" are none; "on christmas eve" is a day.
  return date ? { date, caution: "beside", cautionAfterLead: "edge" } : null;
}

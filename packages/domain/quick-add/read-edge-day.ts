import type { Cursor } from "./cursor.ts";
import { dateOf, datePlus, nextWeekday, todayOf, weekdayIn } from "./dates.ts";
import { readMonth, readWeekday, readYear, type DayBody } from "./day-body.ts";
import type { Moment } from "./phrase.ts";
import { periodStart, readPeriodReference, type PeriodReference } from "./read-period.ts";
import type { Edge } from "./vocabulary.ts";

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
  const isFixed = year !== null || moment.year === "current";
  for (const next of isFixed ? [year ?? today.year] : [today.year, today.year + 1]) {
    const first = dateOf(next, month, 1);
    const date = first && dayOfEdge(edge, first, first.daysInMonth);
    if (date && (isFixed || Temporal.PlainDate.compare(date, today) >= 0)) return date;
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

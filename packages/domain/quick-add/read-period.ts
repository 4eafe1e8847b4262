import type { Cursor } from "./cursor.ts";
import { datePlus, startOfWeek, todayOf } from "./dates.ts";
import type { DayBody } from "./day-body.ts";
import type { Moment } from "./phrase.ts";
import { plusAmount } from "./read-amount.ts";
import type { Period } from "./vocabulary.ts";

/** A period of the calendar, so many after this one. */
export type PeriodReference = { period: Period; offset: number };

/** "Next week", "the week after next", "this month"; without such a word only where `isPlain`. */
export function readPeriodReference(cursor: Cursor, isPlain: boolean): PeriodReference | null {
  const { words } = cursor;
  return cursor.attempt(() => {
    cursor.has(words.the);
    const offset = cursor.has(words.afterNext)
      ? 2
      : cursor.has(words.next) || cursor.has(words.coming)
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

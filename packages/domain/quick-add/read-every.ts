import type { Weekday } from "@pakaura/contract/task";
import { weekdayCodes } from "../rule-parts.ts";
import type { Cursor } from "./cursor.ts";
import { nextMonthDay } from "./dates.ts";
import { readMonth } from "./day-body.ts";
import type { PartOfDay } from "./phrase.ts";
import { readDigitOrdinal, readNumber, readOrdinal } from "./read-amount.ts";
import { readOne } from "./read-calendar-day.ts";
import { readWeekdayRange, readWeekdays } from "./read-lists.ts";
import { readNthOfPeriod, readPlainNth, readTail, yearlyOn } from "./read-nth.ts";
import { readNamedDate } from "./read-named-date.ts";
import { readTime } from "./read-time.ts";
import type { Repeat } from "./repeat.ts";
import type { Every } from "./vocabulary.ts";
import { everyUnit, everyWeekday, weekendCodes, workdayCodes } from "./recurrence-inputs.ts";

/** Recurrences with "every": "every monday", "every! 3 days", "every last day of the month". */
export function readEvery(cursor: Cursor): Repeat | null {
  return cursor.attempt(() => {
    if (!readEveryWord(cursor)) return null;
    const isStrict = cursor.gluedSign("!");
    if (cursor.peek()?.isGlued) return null;
    const repeat = cursor.longest([
      readEveryUnit,
      readEveryWeekday,
      readEveryRange,
      readEveryGroup,
      readNthOfPeriod,
      readPlainNth,
      readEveryDate,
      readEveryPart,
      readEveryTime,
      readEveryEdge,
    ]);
    if (repeat === null || !isStrict) return repeat;
    return { ...repeat, recurrence: { ...repeat.recurrence, from: "completion" as const } };
  });
}

/** "Every", and what stands for it before a number alone: "alle 2", "alle halbe". */
function readEveryWord(cursor: Cursor): boolean {
  const { every, everySo, numbers } = cursor.words;
  if (cursor.has(every)) return true;
  if (!cursor.has(everySo)) return false;
  return cursor.peek()?.kind === "number" || cursor.sees(numbers) || seesManifold(cursor);
}

/** "Half year": a unit that is several of another. */
function seesManifold({ tokens, at, words }: Cursor): boolean {
  return (words.dayUnits(tokens, at)?.value.count ?? 1) > 1;
}

/** "2", "other", "2nd" or "second" between "every" and what repeats; nothing is 1. */
function readStep(cursor: Cursor): number {
  if (cursor.has(cursor.words.other)) return 2;
  return readOrdinal(cursor) ?? readNumber(cursor) ?? 1;
}

function readStepOfUnit(cursor: Cursor): Every | null {
  const step = readStep(cursor);
  const unit = cursor.take(cursor.words.dayUnits);
  if (unit === undefined || unit.unit === "workdays") return null;
  return { unit: unit.unit, interval: step * unit.count };
}

/** "Every 2 weeks", "weekly": how often, and no more. */
export function readHowOften(cursor: Cursor): Every | null {
  return (
    cursor.take(cursor.words.adverbs) ??
    cursor.attempt(() => (readEveryWord(cursor) ? readStepOfUnit(cursor) : null))
  );
}

/** "Every 2 weeks on mon and thu", "every month on the 1st", "every year on 25 Dec". */
function readEveryUnit(cursor: Cursor): Repeat | null {
  return cursor.attempt(() => {
    const every = readStepOfUnit(cursor);
    if (every === null) return null;
    const { unit, interval } = every;
    const tail = cursor.attempt(() => readTail(cursor, unit, interval));
    if (tail) return tail;
    const recurrence = everyUnit(unit, interval);
    const isDaily = unit === "days" && interval === 1;
    return recurrence && { recurrence, ...(isDaily ? { days: weekdayCodes } : {}) };
  });
}

/** "Every monday and thursday morning", "every other monday", "every 2 fridays". */
function readEveryWeekday(cursor: Cursor): Repeat | null {
  return cursor.attempt(() => {
    const { words } = cursor;
    const interval = cursor.has(words.other)
      ? 2
      : cursor.peek()?.kind === "number"
        ? readNumber(cursor)
        : 1;
    const list = interval === null ? null : readWeekdays(cursor);
    return list && weeklyOn(list, interval ?? 1);
  });
}

function weeklyOn(
  { days, partOfDay }: { days: readonly Weekday[]; partOfDay?: PartOfDay },
  interval: number,
): Repeat | null {
  const recurrence = everyWeekday(days, interval);
  return (
    recurrence && {
      recurrence,
      ...(partOfDay ? { partOfDay } : {}),
      ...(interval === 1 ? { days } : {}),
    }
  );
}

function readEveryRange(cursor: Cursor): Repeat | null {
  return cursor.attempt(() => {
    const interval = cursor.has(cursor.words.other) ? 2 : 1;
    const days = readWeekdayRange(cursor);
    return days && weeklyOn({ days }, interval);
  });
}

/** "Every weekday", "every weekend". */
function readEveryGroup(cursor: Cursor): Repeat | null {
  const { words } = cursor;
  return cursor.attempt(() => {
    const interval = cursor.has(words.other) ? 2 : 1;
    const days = cursor.has(words.workday)
      ? workdayCodes
      : cursor.has(words.weekend)
        ? weekendCodes
        : null;
    if (days === null || (days === workdayCodes && interval === 2)) return null;
    const partOfDay = cursor.attempt(() => cursor.take(words.partsOfDay));
    return weeklyOn({ days, ...(partOfDay ? { partOfDay } : {}) }, interval);
  });
}

/** "Every 25 Dec", "every christmas", "every january on the 15th", "every january". */
function readEveryDate(cursor: Cursor): Repeat | null {
  return cursor.longest([
    (one) => {
      const body = readNamedDate(one);
      return body && yearlyOn(one, body.date, 1);
    },
    (one) => {
      const body = readOne(one);
      return body?.openIn === "year" && !body.caution ? yearlyOn(one, body.date, 1) : null;
    },
    (one) =>
      one.attempt(() => {
        const month = readMonth(one);
        if (month === null) return null;
        const day = one.attempt(() => {
          one.has(one.words.on);
          one.has(one.words.the);
          return readDigitOrdinal(one) ?? one.take(one.words.ordinals) ?? null;
        });
        const date = nextMonthDay(one.moment, month, day ?? 1);
        return date && yearlyOn(one, date, 1);
      }),
  ]);
}

/** "Every morning". */
function readEveryPart(cursor: Cursor): Repeat | null {
  const partOfDay = cursor.take(cursor.words.partsOfDay);
  return partOfDay === undefined ? null : { recurrence: { pattern: "daily" }, partOfDay };
}

/** "Every 8am and 8pm". */
function readEveryTime(cursor: Cursor): Repeat | null {
  return cursor.attempt(() => {
    const found = readTime(cursor);
    const isSure = found !== null && !found.caution;
    return isSure ? { recurrence: { pattern: "daily" as const }, time: found.time } : null;
  });
}

/** "Every end of month", "every month end". */
function readEveryEdge(cursor: Cursor): Repeat | null {
  const { words } = cursor;
  return cursor.attempt(() => {
    const word = cursor.take(words.edgeWords);
    const edge = word?.edge ?? cursor.take(words.edges);
    cursor.has(words.of);
    cursor.has(words.the);
    const period = word?.period ?? cursor.take(words.periods);
    const day = edge === "end" ? -1 : edge === "start" ? 1 : null;
    if (period !== "month" || day === null) return null;
    return { recurrence: { pattern: "monthly" as const, day_of_month: day } };
  });
}

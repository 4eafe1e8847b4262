import { weekdayCodes } from "../rule-parts.ts";
import type { Weekday } from "@pakaura/contract/task";
import type { Cursor } from "./cursor.ts";
import { readEvery } from "./read-every.ts";
import type { Repeat } from "./repeat.ts";
import { readWeekdayRange, readWeekdays } from "./read-lists.ts";
import { readPartOfDay } from "./read-part-of-day.ts";
import { readNthOfEvery, readPeriod, readTail } from "./read-nth.ts";
import type { Token } from "./tokens.ts";
import { everyUnit, everyWeekday, weekendCodes, workdayCodes } from "./recurrence-inputs.ts";

/** Recurrences: "every monday", "every 3 days", "on the 1st of every month", "daily except sundays". */
export function readRecurrence(cursor: Cursor): Repeat | null {
  return cursor.attempt(() => {
    cursor.sign("@");
    const found = cursor.longest([
      readEvery,
      readPlurals,
      readGroups,
      readAlways,
      readRange,
      readNthOfEvery,
      readEndOfEvery,
      readAdverb,
    ]);
    if (found === null) return null;
    const partOfDay = found.partOfDay ?? readPartOfDay(cursor);
    const repeat = { ...found, ...(partOfDay ? { partOfDay } : {}) };
    const left = repeat.days && cursor.attempt(() => readExceptions(cursor));
    return left ? without(repeat, left) : repeat;
  });
}

/** "Except on sundays and mondays", "but not on weekends". */
export function readExceptions(cursor: Cursor): readonly Weekday[] | null {
  const { words } = cursor;
  if (!cursor.has(words.except)) return null;
  cursor.has(words.on);
  cursor.has(words.the);
  if (cursor.has(words.weekends) || cursor.has(words.weekend)) return weekendCodes;
  return readWeekdays(cursor)?.days ?? null;
}

function without(repeat: Repeat, left: readonly Weekday[]): Repeat | null {
  const days = (repeat.days ?? []).filter((day) => !left.includes(day));
  const recurrence = everyWeekday(days, 1);
  const { caution: _caution, ...rest } = repeat;
  return recurrence && { ...rest, recurrence, days };
}

/** "On mondays and thursdays", "montags". */
function readPlurals(cursor: Cursor): Repeat | null {
  return cursor.attempt(() => {
    // "Two sundays from now" are two days.
    if (isNumber(cursor.peek(-1), cursor)) return null;
    const isOn = cursor.has(cursor.words.onWeekdays);
    const interval = cursor.has(cursor.words.alternate) ? 2 : 1;
    const list = readWeekdays(cursor, true);
    const recurrence = list && everyWeekday(list.days, interval);
    if (!recurrence) return null;
    return { ...list, recurrence, ...(isOn ? {} : { caution: "edge" as const }) };
  });
}

function isNumber(token: Token | undefined, { words }: Cursor): boolean {
  return token !== undefined && (token.kind === "number" || words.numbers([token], 0) !== null);
}

/** "Always on friday", "immer am Freitag". */
function readAlways(cursor: Cursor): Repeat | null {
  const { words } = cursor;
  return cursor.attempt(() => {
    // "Für immer" is no recurrence.
    const isFor = words.forDay(cursor.tokens, cursor.at - 1) !== null;
    if (isFor || !cursor.has(words.always)) return null;
    cursor.has(words.on);
    const list = readWeekdays(cursor);
    const recurrence = list && everyWeekday(list.days, 1);
    return recurrence && { ...list, recurrence };
  });
}

/** "On weekdays", "weekdays at 9", "werktags". */
function readGroups(cursor: Cursor): Repeat | null {
  const { words } = cursor;
  return cursor.attempt(() => {
    const isOn = cursor.has(words.onWeekdays);
    const days = cursor.has(words.workdays)
      ? workdayCodes
      : cursor.has(words.weekends)
        ? weekendCodes
        : null;
    const recurrence = days && everyWeekday(days, 1);
    return recurrence && { recurrence, days, ...(isOn ? {} : { caution: "edge" as const }) };
  });
}

/** "Mon-fri 8am": only the whole working week or more, as "mon-wed 8am" is more often one event. */
function readRange(cursor: Cursor): Repeat | null {
  return cursor.attempt(() => {
    cursor.has(cursor.words.from);
    // "From monday until friday" is one time.
    if (cursor.peek(1)?.text.startsWith("unti") || cursor.peek(1)?.text === "till") return null;
    const days = readWeekdayRange(cursor);
    const recurrence = days && everyWeekday(days, 1);
    if (!recurrence || !workdayCodes.every((day) => days.includes(day))) return null;
    return { recurrence, days, caution: "beside" as const };
  });
}

/** "At the end of every month". */
function readEndOfEvery(cursor: Cursor): Repeat | null {
  const { words } = cursor;
  return cursor.attempt(() => {
    if (!cursor.has(words.by)) cursor.has(words.at);
    const edge = cursor.take(words.edges);
    const position = edge === "end" ? -1 : edge === "start" ? 1 : null;
    if (position === null || !cursor.has(words.every)) return null;
    return readPeriod(cursor, [position], "day", 1);
  });
}

/** "Daily", "a monthly reminder", "monthly on the 5th". */
function readAdverb(cursor: Cursor): Repeat | null {
  const { words } = cursor;
  return cursor.attempt(() => {
    const isNoun = words.the(cursor.tokens, cursor.at - 1) !== null;
    const start = cursor.at;
    const every = cursor.take(words.adverbs);
    // "Buy the weekly" is a newspaper.
    if (every === undefined || isNoun) return null;
    const tail = cursor.attempt(() => readTail(cursor, every.unit, every.interval));
    if (tail) return tail;
    const recurrence = everyUnit(every.unit, every.interval);
    // "Once a week" is no adjective, as "weekly" is.
    const isOfWords = cursor.tokens.slice(start + 1, cursor.at).some(({ isGlued }) => !isGlued);
    const isSure = isOfWords || cursor.sees(words.adverbNouns);
    const isDaily = every.unit === "days" && every.interval === 1;
    return (
      recurrence && {
        recurrence,
        ...(isDaily ? { days: weekdayCodes } : {}),
        ...(isSure ? {} : { caution: "edge" as const }),
      }
    );
  });
}

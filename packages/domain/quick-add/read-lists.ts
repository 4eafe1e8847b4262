import type { Weekday } from "@pakaura/contract/task";
import { weekdayCodes } from "../rule-parts.ts";
import type { Cursor } from "./cursor.ts";
import { readBetween } from "./day-body.ts";
import type { PartOfDay } from "./phrase.ts";
import { readDigitOrdinal } from "./read-amount.ts";

const signs = [",", "&", "+", "/"];

/** Several items, written with commas, "and", or only spaces; at most so many. */
export function readList<Item>(
  cursor: Cursor,
  read: (cursor: Cursor) => Item | null,
  most: number,
): Item[] {
  const first = cursor.attempt(() => read(cursor));
  const items = first === null ? [] : [first];
  while (items.length > 0 && items.length < most) {
    const next = cursor.attempt(() => {
      readJoin(cursor);
      return read(cursor);
    });
    if (next === null) break;
    items.push(next);
  }
  return items;
}

function readJoin(cursor: Cursor): void {
  signs.some((sign) => cursor.sign(sign));
  cursor.has(cursor.words.and);
}

/** Weekdays, and the part of the day that is named with them: "tuesday and thursday afternoon". */
export type DayList = { days: Weekday[]; partOfDay?: PartOfDay };

/** "Mon, wed and fri", "mondays", "Dienstagabend"; several of a weekday alone where `isPlural`. */
export function readWeekdays(cursor: Cursor, isPlural = false): DayList | null {
  const { words } = cursor;
  return cursor.attempt(() => {
    let partOfDay: PartOfDay | undefined;
    const readJoined = (table: typeof words.weekdayParts): Weekday | undefined => {
      const joined = cursor.take(table);
      if (joined) partOfDay = joined.part;
      return joined?.day;
    };
    const days = readList(
      cursor,
      () => {
        const plural = cursor.take(words.weekdayPlurals) ?? readJoined(words.weekdayPartPlurals);
        if (plural !== undefined || isPlural) return plural ?? null;
        return readJoined(words.weekdayParts) ?? readName(cursor);
      },
      7,
    );
    if (days.length === 0) return null;
    partOfDay ??= cursor.attempt(() => cursor.take(words.partsOfDay)) ?? undefined;
    return { days, ...(partOfDay ? { partOfDay } : {}) };
  });
}

function readName(cursor: Cursor): Weekday | null {
  const day = cursor.take(cursor.words.weekdays);
  if (day === undefined) return null;
  cursor.attempt(() => !cursor.isAtEnd() && cursor.gluedSign(".") && cursor.isOver());
  return day;
}

/** "Monday to thursday", and "saturday to monday" over the end of the week; none for one day to itself. */
export function readWeekdayRange(cursor: Cursor): Weekday[] | null {
  return cursor.attempt(() => {
    const first = cursor.take(cursor.words.weekdayPlurals) ?? readName(cursor);
    if (first === null || !readBetween(cursor)) return null;
    const last = cursor.take(cursor.words.weekdayPlurals) ?? readName(cursor);
    if (last === null || last === first) return null;
    const start = weekdayCodes.indexOf(first);
    const days = [...weekdayCodes.slice(start), ...weekdayCodes.slice(0, start)];
    return days.slice(0, days.indexOf(last) + 1);
  });
}

/** Positions before a weekday or in a month: "2nd", "first and third", "last"; -1 is the last. */
export function readPositions(cursor: Cursor): number[] {
  const { words } = cursor;
  const positions = readList(
    cursor,
    () => {
      cursor.has(words.the);
      return cursor.has(words.last)
        ? -1
        : (readDigitOrdinal(cursor) ?? cursor.take(words.ordinals) ?? null);
    },
    6,
  );
  const unique = [...new Set(positions)];
  return unique.toSorted((left, right) => (left < 0 ? 1 : right < 0 ? -1 : left - right));
}

import type { Cursor } from "./cursor.ts";
import { weekdayCodes } from "../rule-parts.ts";
import type { Certainty, PartOfDay } from "./phrase.ts";

/** A day, and how sure it is of itself. */
export type DayBody = {
  date: Temporal.PlainDate;
  /** The last day of a range that begins with this one. */
  until?: Temporal.PlainDate;
  /** What it repeats in when it is not said which: "friday" is of a week, "25 Dec" of a year. */
  openIn?: "week" | "year";
  /** True for a day that is found by its period: "next week", "first friday of may". */
  isOfPeriod?: boolean;
  partOfDay?: PartOfDay;
  /** True for what is a day only after "on": "am Dritten". */
  isLedOnly?: boolean;
  caution?: Certainty["caution"];
  /** The caution where "on" or the like stands before it. */
  cautionAfterLead?: Certainty["caution"];
};

/** A weekday as 1 for Monday to 7 for Sunday, and whether its word may be another as well. */
export type WeekdayName = { weekday: number; isDoubtful: boolean };

/** The name of a weekday: "friday", "fri.", "Fr". */
export function readWeekday(cursor: Cursor): WeekdayName | null {
  const word = cursor.peek()?.text ?? "";
  const code = cursor.take(cursor.words.weekdays);
  if (code === undefined) return null;
  // The point of "fri." is its own, that of "friday." ends a sentence.
  if (word.length <= 4 && !cursor.isAtEnd())
    cursor.attempt(() => cursor.gluedSign(".") && cursor.isOver());
  return {
    weekday: weekdayCodes.indexOf(code) + 1,
    isDoubtful: cursor.words.vocabulary.doubtfulWeekdays.includes(word),
  };
}

/** The number of a month: "december", "dec.". */
export function readMonth(cursor: Cursor): number | null {
  const month = cursor.take(cursor.words.months);
  if (month === undefined) return null;
  cursor.attempt(() => !cursor.isAtEnd() && cursor.gluedSign(".") && cursor.isOver());
  return month;
}

/** A year of a date, with the sign before it: ", 2027", "'27". */
export function readYear(cursor: Cursor): number | null {
  return cursor.attempt(() => {
    cursor.sign(",");
    if (cursor.sign("'") || cursor.sign("’")) {
      const short = cursor.gluedDigits(2, 2);
      return short === null ? null : 2000 + Number(short);
    }
    const digits = cursor.digits(4, 4);
    return digits !== null && cursor.isOver() ? Number(digits) : null;
  });
}

/** What stands between the ends of a range: " to ", "-". */
export function readBetween(cursor: Cursor): boolean {
  return cursor.sign("-") || cursor.sign("–") || cursor.has(cursor.words.to);
}

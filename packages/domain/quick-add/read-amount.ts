import type { Amount } from "./amount.ts";
import type { Cursor } from "./cursor.ts";
import { datePlus } from "./dates.ts";
import type { UnitOf } from "./vocabulary.ts";

/** Parts of one amount: "1 week, 2 days and 3 hours". */
const mostParts = 3;
const lengths = ["years", "months", "weeks", "days", "workdays", "minutes"] as const;

/** A whole number in digits or words: "3", "three". */
export function readNumber(cursor: Cursor): number | null {
  return cursor.attempt(() => {
    const number = readFraction(cursor);
    return number !== null && Number.isInteger(number) ? number : null;
  });
}

/** A number that may have a fraction: "2,5", "1.5", "anderthalb". */
function readFraction(cursor: Cursor): number | null {
  const digits = cursor.digits(1, 4);
  if (digits === null) return cursor.take(cursor.words.numbers) ?? null;
  const fraction = cursor.attempt(() =>
    cursor.gluedSign(".") || cursor.gluedSign(",") ? cursor.gluedDigits(1, 2) : null,
  );
  return Number(fraction === null ? digits : `${digits}.${fraction}`);
}

/** One number with its unit: "two weeks", "half an hour", "1.5 hours"; only minutes have fractions. */
export function readPart(cursor: Cursor): Amount | null {
  return cursor.attempt(() => {
    const whole = cursor.take(cursor.words.wholeAmounts);
    if (whole !== undefined) return whole;
    let number = readFraction(cursor);
    if (number === null) return null;
    if (cursor.has(cursor.words.andAHalf)) number += 0.5;
    const day = cursor.take(cursor.words.dayUnits);
    if (day !== undefined) return daysOf(cursor, number, day);
    const minutes = cursor.take(cursor.words.timeUnits);
    if (minutes === undefined) return null;
    const half = cursor.has(cursor.words.andAHalf) ? minutes / 2 : 0;
    return { minutes: Math.round(number * minutes + half) };
  });
}

/** Whole days and longer units; of years halves as well, which are six months. */
function daysOf(cursor: Cursor, number: number, { unit, count }: UnitOf): Amount | null {
  if (unit !== "years") return Number.isInteger(number) ? { [unit]: number * count } : null;
  const years = cursor.has(cursor.words.andAHalf) ? number + 0.5 : number;
  return Number.isInteger(years) ? { years } : { months: Math.round(years * 12) };
}

/** A length of time, of several parts where each is of a shorter unit: "2 hours and 15 minutes". */
export function readAmount(cursor: Cursor): Amount | null {
  let sum = readPart(cursor);
  for (let parts = 1; sum !== null && parts < mostParts; parts += 1) {
    const before: Amount = sum;
    const more = cursor.attempt(() => readMore(cursor, before));
    if (more === null) break;
    sum = more;
  }
  return sum;
}

function readMore(cursor: Cursor, sum: Amount): Amount | null {
  const bare = sum.minutes === undefined ? null : cursor.gluedDigits(2, 2);
  if (bare !== null) {
    cursor.attempt(() =>
      cursor.peek()?.isGlued ? cursor.take(cursor.words.timeUnits) === 1 : null,
    );
    return { ...sum, minutes: (sum.minutes ?? 0) + Number(bare) };
  }
  cursor.has(cursor.words.and);
  const isGlued = cursor.peek()?.isGlued === true;
  const part = readPart(cursor);
  if (part === null) return null;
  const isHours = (sum.minutes ?? 0) >= 60 && sum.minutes !== undefined && sum.minutes % 60 === 0;
  if (isHours && (part.minutes ?? 60) < 60)
    return { ...sum, minutes: (sum.minutes ?? 0) + (part.minutes ?? 0) };
  return !isGlued && unitOf(part) > unitOf(sum) ? { ...sum, ...part } : null;
}

/** The place of the shortest unit of an amount, from years to minutes. */
function unitOf(amount: Amount): number {
  return lengths.findLastIndex((unit) => amount[unit] !== undefined);
}

/** True for an amount of whole days. */
export function isOfDays(amount: Amount): boolean {
  return amount.minutes === undefined;
}

/** The date so much after another, or before it with a `sign` of -1; null when none can be. */
export function plusAmount(
  date: Temporal.PlainDate,
  amount: Amount,
  sign: 1 | -1 = 1,
): Temporal.PlainDate | null {
  const { years = 0, months = 0, weeks = 0, days = 0, workdays = 0 } = amount;
  const [signed, signedMonths] = [{ weeks: weeks * sign, days: days * sign }, months * sign];
  const moved = datePlus(date, { years: years * sign, months: signedMonths, ...signed });
  return moved && plusWorkdays(moved, workdays, sign);
}

/** The workday so many after a date: weeks have five of them. */
function plusWorkdays(date: Temporal.PlainDate, count: number, sign: 1 | -1) {
  if (count === 0) return date;
  const isWorkday = date.dayOfWeek <= 5;
  const start = isWorkday
    ? date
    : date.add({ days: sign > 0 ? 5 - date.dayOfWeek : 8 - date.dayOfWeek });
  const place = start.dayOfWeek - 1 + (count % 5) * sign;
  const overWeekend = place > 4 ? 2 : place < 0 ? -2 : 0;
  return datePlus(start, {
    weeks: Math.trunc(count / 5) * sign,
    days: (count % 5) * sign + overWeekend,
  });
}

/** An ordinal in digits or in words: "2nd", "twenty second". */
export function readOrdinal(cursor: Cursor): number | null {
  return cursor.attempt(() => readDigitOrdinal(cursor) ?? cursor.take(cursor.words.ordinals));
}

/** An ordinal in digits: "2nd", "2.". */
export function readDigitOrdinal(cursor: Cursor): number | null {
  return cursor.attempt(() => {
    const digits = cursor.digits(1, 2);
    const isMarked = cursor.peek()?.isGlued && cursor.has(cursor.words.ordinalMarks);
    return digits !== null && isMarked ? Number(digits) : null;
  });
}

import type { Cursor } from "./cursor.ts";
import { dateOf, nextMonthDay } from "./dates.ts";
import type { DayBody } from "./day-body.ts";

/** "2026-12-25", "2026/12/25". */
export function readIso(cursor: Cursor): DayBody | null {
  return cursor.attempt(() => {
    const year = cursor.digits(4, 4);
    const sign = cursor.peek()?.text ?? "";
    if (year === null || !["-", "/"].includes(sign) || !cursor.gluedSign(sign)) return null;
    const month = cursor.gluedDigits(1, 2);
    if (!cursor.gluedSign(sign)) return null;
    const day = cursor.gluedDigits(1, 2);
    const date = dateOf(Number(year), Number(month), Number(day));
    return date && { date };
  });
}

/** "27/1", "27/1/2027", "3-12-2026", in the order of the locale; a year in full makes sure of the other. */
export function readSlashed(cursor: Cursor): DayBody | null {
  const { isMonthFirst } = cursor.moment;
  return cursor.attempt(() => {
    const first = Number(cursor.digits(1, 2) ?? Number.NaN);
    const sign = cursor.peek()?.text ?? "";
    if (!["-", "/"].includes(sign) || !cursor.gluedSign(sign)) return null;
    const second = Number(cursor.gluedDigits(1, 2) ?? Number.NaN);
    const year = cursor.attempt(() => (cursor.gluedSign(sign) ? cursor.gluedDigits(2, 4) : null));
    const [month, day] = isMonthFirst ? [first, second] : [second, first];
    if (year === null) return sign === "/" ? withoutYear(cursor, month, day) : null;
    if (year.length === 3 || (year.length === 2 && sign === "-")) return null;
    const full = Number(year.length === 2 ? `20${year}` : year);
    const date = dateOf(full, month, day) ?? (year.length === 4 ? dateOf(full, day, month) : null);
    return date && { date };
  });
}

/** Two numbers may be a fraction as well: "27/1", "3/4 inch"; and "24/7" is always. */
function withoutYear(cursor: Cursor, month: number, day: number): DayBody | null {
  if (cursor.words.dateSign !== "/" || cursor.words.isBeside) return null;
  const isAlways = (month === 7 && day === 24) || (month === 24 && day === 7);
  const date = isAlways ? null : nextMonthDay(cursor.moment, month, day);
  return date && { date, openIn: "year", caution: "edge", cautionAfterLead: "edge" };
}

/** "24.12.", "24. 12.", "24.12.26", "24.12.2026"; "24.12" only beside something that says when. */
export function readDotted(cursor: Cursor): DayBody | null {
  const isOwn = cursor.words.dateSign === ".";
  return cursor.attempt(() => {
    const day = Number(cursor.digits(1, 2) ?? Number.NaN);
    if (!cursor.gluedSign(".")) return null;
    const isSpaced = cursor.peek()?.isGlued === false;
    const month = Number(
      (isSpaced && isOwn ? cursor.digits(1, 2) : cursor.gluedDigits(1, 2)) ?? Number.NaN,
    );
    const isDotted = cursor.gluedSign(".");
    const year = cursor.attempt(() =>
      isDotted
        ? (cursor.gluedDigits(4, 4) ?? cursor.gluedDigits(2, 2) ?? cursor.digits(4, 4))
        : null,
    );
    if (year !== null) {
      if (year.length === 2 && !isOwn) return null;
      const full = Number(year.length === 2 ? `20${year}` : year);
      const date = dateOf(full, month, day) ?? (isOwn ? null : dateOf(full, day, month));
      return date && { date };
    }
    const date = isOwn && (isDotted || !isSpaced) ? nextMonthDay(cursor.moment, month, day) : null;
    if (date === null || isDotted) return date && { date, openIn: "year" as const };
    return {
      date,
      openIn: "year" as const,
      caution: "beside" as const,
      cautionAfterLead: "edge" as const,
    };
  });
}

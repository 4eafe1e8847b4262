import { dayMs } from "../calendar.ts";
import { dateToDayNumber, toEpochMs } from "../local-time.ts";
import type { Cursor } from "./cursor.ts";
import { dateOf, todayOf } from "./dates.ts";
import type { Phrase } from "./phrase.ts";
import { plusAmount, readAmount } from "./read-amount.ts";
import type { Amount } from "./amount.ts";

/** Moments: "in 2 hours", "45 minutes from now", "2026-11-20T13:37". */
export function readMoment(cursor: Cursor): Phrase | null {
  return cursor.longest([readInMinutes, readIsoMoment]);
}

/** "In 2 hours": to the minute, and never earlier than was said. */
function readInMinutes(cursor: Cursor): Phrase | null {
  const { words, moment } = cursor;
  return cursor.attempt(() => {
    cursor.sign("@");
    const isIn = cursor.has(words.in);
    const amount = readAmount(cursor);
    if (amount?.minutes === undefined) return null;
    if (!isIn && !cursor.has(words.fromNow)) return null;
    return momentAfter(moment.now, amount, cursor);
  });
}

function momentAfter(now: number, amount: Amount, { moment }: Cursor): Phrase | null {
  const { minutes = 0, ...days } = amount;
  const today = todayOf(moment);
  const date = plusAmount(today, days);
  if (date === null) return null;
  const dayCount = dateToDayNumber(date.toString()) - dateToDayNumber(today.toString());
  const epochMs = Math.ceil((now + dayCount * dayMs + minutes * 60_000) / 60_000) * 60_000;
  return { kind: "moment", moment: new Date(epochMs).toISOString() };
}

/** A date and time as machines write them (ISO 8601), on the person's clock or with an offset. */
function readIsoMoment(cursor: Cursor): Phrase | null {
  return cursor.attempt(() => {
    const date = readIsoDate(cursor);
    if (date === null || cursor.peek()?.isGlued !== true || !cursor.sign("t")) return null;
    const [hour, minute] = [
      cursor.gluedDigits(2, 2),
      cursor.gluedSign(":") && cursor.gluedDigits(2, 2),
    ];
    if (hour === null || !minute || Number(hour) > 23 || Number(minute) > 59) return null;
    cursor.attempt(() => cursor.gluedSign(":") && cursor.gluedDigits(2, 2));
    cursor.attempt(() => cursor.gluedSign(".") && cursor.gluedDigits(1, 9));
    const minutes = Number(hour) * 60 + Number(minute);
    const local = dateToDayNumber(date.toString()) * dayMs + minutes * 60_000;
    const offset = readOffset(cursor);
    const epochMs =
      offset === null ? toEpochMs(local, cursor.moment.timeZone) : local - offset * 60_000;
    return { kind: "moment", moment: new Date(epochMs).toISOString() };
  });
}

function readIsoDate(cursor: Cursor): Temporal.PlainDate | null {
  const year = cursor.digits(4, 4);
  const month = cursor.gluedSign("-") ? cursor.gluedDigits(2, 2) : null;
  const day = cursor.gluedSign("-") ? cursor.gluedDigits(2, 2) : null;
  return dateOf(Number(year), Number(month), Number(day));
}

/** "Z" or "+01:00", in minutes. */
function readOffset(cursor: Cursor): number | null {
  return cursor.attempt(() => {
    if (cursor.peek()?.isGlued && cursor.sign("z")) return 0;
    const sign = cursor.gluedSign("+") ? 1 : cursor.gluedSign("-") ? -1 : null;
    const hours = sign === null ? null : cursor.gluedDigits(2, 2);
    if (sign === null || hours === null) return null;
    const minutes = cursor.attempt(() => cursor.gluedSign(":") && cursor.gluedDigits(2, 2));
    return sign * (Number(hours) * 60 + Number(minutes || 0));
  });
}

import type { Cursor } from "./cursor.ts";
import { readNumber } from "./read-amount.ts";

/** What a clock shows, as it was written. */
export type Clock = {
  hour: number;
  minute: number;
  half?: "am" | "pm";
  /** True with "am", "Uhr", "o'clock" or the like. */
  isMarked: boolean;
  /** True for a plain "8", and for "eight". */
  isBare: boolean;
  /** True when minutes stand behind a colon. */
  hasColon: boolean;
  /** True for "14.30", which may be an amount. */
  hasPoint: boolean;
  /** True for "1530", which may be any number. */
  isRun: boolean;
  /** True for "17h", which may be a length of time. */
  isHours: boolean;
  /** True when the hour has two digits, or begins with a zero. */
  isWide: boolean;
  /** True where "8" may be 20:00. */
  isOpen: boolean;
  /** True where it is only with a part of the day. */
  isAsWritten: boolean;
  /** True for "eight". */
  isWord: boolean;
  /** True for "20 past 3", which may be numbers of something. */
  isVague: boolean;
  /** True for "1 AM", as the radio has it. */
  isLoose: boolean;
};

const plain = {
  isMarked: false,
  isBare: false,
  hasColon: false,
  hasPoint: false,
  isRun: false,
  isHours: false,
  isWide: false,
  isAsWritten: false,
  isWord: false,
  isVague: false,
  isLoose: false,
};

/** A time of the clock: "8", "8:30", "8am", "14.30", "1530", "17h30", "half past nine", "8 Uhr 30"; what is glued to it, as in "8-10", only if `isGlued`. */
export function readClock(cursor: Cursor, isGlued = false): Clock | null {
  const readers = [readDigits, readRun, readHours, readWord, readBeside, readHalfHour];
  return cursor.longest(readers, isGlued);
}

/** "8", "8:30", "8:30:00", "8.30", each with "am" or "Uhr" behind it. */
function readDigits(cursor: Cursor): Clock | null {
  return cursor.attempt(() => {
    const hour = cursor.digits(1, 2);
    if (hour === null) return null;
    const colon = readMinutes(cursor, ":");
    if (colon !== null) readMinutes(cursor, ":");
    const point = colon === null ? readMinutes(cursor, ".") : null;
    const minute = colon ?? point;
    const mark = readMark(cursor, minute === null);
    const is24 = cursor.words.isClockOf24;
    return clockOf(Number(hour), mark.minute ?? Number(minute ?? 0), {
      ...mark.clock,
      isBare: minute === null && !mark.clock.isMarked,
      isAsWritten: is24 && (minute !== null || (mark.clock.isMarked === true && Number(hour) > 5)),
      hasColon: colon !== null,
      hasPoint: point !== null,
      isWide: hour.length === 2,
      isOpen: !hour.startsWith("0"),
    });
  });
}

function readMinutes(cursor: Cursor, sign: string): string | null {
  return cursor.attempt(() => {
    const minutes = cursor.gluedSign(sign) ? cursor.gluedDigits(2, 2) : null;
    return minutes !== null && Number(minutes) < 60 ? minutes : null;
  });
}

type Mark = { clock: Partial<Clock>; minute: number | null };

/** "am", "pm", "o'clock", and "Uhr" with the minutes behind it. */
function readMark(cursor: Cursor, mayHaveMinutes: boolean): Mark {
  const { words } = cursor;
  const isGlued = cursor.peek()?.isGlued === true;
  const isShort = isGlued && cursor.peek(1)?.isGlued !== true;
  const letter = cursor.peek()?.text;
  const isSpaced = !isGlued && words.isBeside;
  if (isGlued && cursor.has(words.roughly)) return { clock: { isMarked: true }, minute: null };
  const isLoose = !isGlued && cursor.peek()?.isCapital === true;
  if (!isSpaced && cursor.has(words.am))
    return { clock: { half: "am", isMarked: true, isLoose }, minute: null };
  if (!isSpaced && cursor.has(words.pm))
    return { clock: { half: "pm", isMarked: true, isLoose }, minute: null };
  if (isShort && (letter === "a" || letter === "p") && words.vocabulary.am.length > 0) {
    cursor.at += 1;
    return { clock: { half: letter === "a" ? "am" : "pm", isMarked: true }, minute: null };
  }
  if (!cursor.has(words.oClock)) return { clock: {}, minute: null };
  const minute = mayHaveMinutes ? readSpokenMinutes(cursor) : null;
  return { clock: { isMarked: true }, minute };
}

/** The minutes of "8 Uhr 30" and "acht Uhr vierzig", and not those of "8 Uhr 30 Minuten vorher". */
function readSpokenMinutes(cursor: Cursor): number | null {
  const { words } = cursor;
  return cursor.attempt(() => {
    const isDigits = cursor.peek()?.kind === "number";
    const number = isDigits
      ? Number(cursor.digits(2, 2) ?? Number.NaN)
      : cursor.take(words.numbers);
    const isUnit = [words.timeUnits, words.dayUnits, words.times].some((table) =>
      cursor.sees(table),
    );
    const isMinutes =
      number !== undefined && number >= (isDigits ? 0 : 5) && number < 60 && !isUnit;
    return isMinutes && Number.isInteger(number) && cursor.isOver() ? number : null;
  });
}

/** "1530", "340pm", "1530 hours". */
function readRun(cursor: Cursor): Clock | null {
  return cursor.attempt(() => {
    const digits = cursor.digits(3, 4);
    if (digits === null) return null;
    const [hour, minute] = [digits.slice(0, -2), digits.slice(-2)].map(Number);
    if (hour === undefined || minute === undefined || minute > 59) return null;
    const { clock } = readMark(cursor, false);
    const isMarked =
      clock.isMarked === true || (digits.length === 4 && cursor.has(cursor.words.hoursMark));
    return clockOf(hour, minute, {
      ...clock,
      isMarked,
      isRun: !isMarked,
      isWide: digits.length === 4,
      isOpen: false,
    });
  });
}

/** "17h", "17h30". */
function readHours(cursor: Cursor): Clock | null {
  return cursor.attempt(() => {
    const hour = cursor.digits(1, 2);
    if (hour === null || cursor.peek()?.isGlued !== true || !cursor.sign("h")) return null;
    const minute = cursor.gluedDigits(2, 2);
    if (Number(minute ?? 0) > 59) return null;
    return clockOf(Number(hour), Number(minute ?? 0), {
      isHours: minute === null,
      isMarked: minute !== null,
      isWide: hour.length === 2,
      isOpen: !hour.startsWith("0"),
    });
  });
}

/** "Eight", "eight o'clock", "acht Uhr vierzig". */
function readWord(cursor: Cursor): Clock | null {
  return cursor.attempt(() => {
    const hour = cursor.take(cursor.words.numbers);
    if (hour === undefined || !Number.isInteger(hour)) return null;
    // "Eight thirty", and not "eight five".
    const isWords = cursor.peek()?.kind === "word";
    const spoken = cursor.attempt(() => {
      const minutes = isWords ? readSpokenMinutes(cursor) : null;
      return minutes !== null && minutes >= 10 ? minutes : null;
    });
    const mark = readMark(cursor, spoken === null);
    const isVague = spoken !== null && !mark.clock.isMarked;
    const isBare = !isVague && !mark.clock.isMarked;
    const minute = spoken ?? mark.minute ?? 0;
    return clockOf(hour, minute, { ...mark.clock, isBare, isVague, isWord: true, isOpen: true });
  });
}

/** "Quarter to five", "20 past 3", "fünf nach zehn", "viertel drei". */
function readBeside(cursor: Cursor): Clock | null {
  const { words } = cursor;
  return cursor.attempt(() => {
    const isDigits = cursor.peek()?.kind === "number";
    const quarter = cursor.take(words.minuteWords);
    const minutes = quarter ?? readNumber(cursor);
    if (minutes === null || minutes < 1 || minutes > 29) return null;
    const hasUnit = cursor.has(words.minuteUnit);
    // "5 to 12" is a range more often than a time, "20 to 5" is none.
    const isRange = isDigits && !hasUnit && minutes <= 12 && cursor.sees(words.to);
    const isPast = !isRange && cursor.has(words.past);
    if (isRange || (!isPast && !cursor.has(words.before))) return null;
    const clock = readHalfHour(cursor) ?? readHour(cursor);
    if (clock === null) return null;
    const beside = addMinutes(clock, isPast ? minutes : -minutes);
    return beside && { ...beside, isVague: quarter === undefined && !hasUnit };
  });
}

/** "Half past nine", "half nine", "halb neun", "viertel drei", "dreiviertel sechs". */
function readHalfHour(cursor: Cursor): Clock | null {
  const { words } = cursor;
  return cursor.attempt(() => {
    const minutes = cursor.take(words.halfHours);
    const clock = minutes === undefined ? null : readHour(cursor);
    const beside = minutes === undefined || clock === null ? null : addMinutes(clock, minutes);
    return beside && { ...beside, isBare: false };
  });
}

function readHour(cursor: Cursor): Clock | null {
  return cursor.longest([
    (one) => {
      const clock = readDigits(one);
      return clock && clock.minute === 0 && !clock.hasPoint && !clock.hasColon ? clock : null;
    },
    readWord,
  ]);
}

function addMinutes(clock: Clock, minutes: number): Clock | null {
  const sum = clock.hour * 60 + clock.minute + minutes;
  if (sum < 0) return null;
  return { ...clock, hour: Math.floor(sum / 60), minute: sum % 60, isBare: false };
}

function clockOf(hour: number, minute: number, more: Partial<Clock>): Clock | null {
  const most = more.half ? 12 : 23;
  if (hour > most || (more.half && hour < 1)) return null;
  return {
    ...plain,
    ...more,
    hour,
    minute,
    isOpen: more.isOpen === true && more.half === undefined,
  };
}

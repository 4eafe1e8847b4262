import { toLocalTime } from "../local-time.ts";
import type { Cursor } from "./cursor.ts";
import { readBetween } from "./day-body.ts";
import type { Certainty, PartOfDay } from "./phrase.ts";
import { readClock, type Clock } from "./read-clock.ts";
import { readPartOfDay } from "./read-part-of-day.ts";
import { offsetOfZone } from "./time-zones.ts";
import { minutesIn, toTime, type Time } from "./time-of-day.ts";

/** Times of day: "9am", "18:30", "at 8", "at noon", "half past nine", "from 3 to 4pm", "8am and 8pm". */
export function readTime(cursor: Cursor): Time | null {
  return cursor.longest([readRange, readOneTime, readNamedTime, readSeveral]);
}

/** What stands before a time: "in the evening at", "@"; after "from" a plain number may be anything. */
type Lead = { part: PartOfDay | undefined; isLed: boolean; isWeak: boolean };

function readLead(cursor: Cursor): Lead {
  const { words } = cursor;
  const part = readPartOfDay(cursor) ?? undefined;
  if (part) cursor.sign(",");
  const isSign = cursor.sign("@");
  const isAt = cursor.has(words.at) || isSign;
  const isWeak = !isAt && cursor.has(words.atWeak);
  return { part, isLed: isAt || isWeak, isWeak };
}

function readOneTime(cursor: Cursor): Time | null {
  return cursor.attempt(() => {
    const lead = readLead(cursor);
    const clock = readClock(cursor);
    if (clock === null || isRangeBehind(cursor, clock) || isCounted(cursor, clock)) return null;
    const part = readPartBehind(cursor) ?? lead.part;
    cursor.attempt(() => cursor.has(cursor.words.atLatest));
    if (isElsewhere(cursor)) return null;
    const caution = cautionOf(clock, lead);
    if (caution === null && (part === undefined || clock.isRun)) return null;
    return {
      time: toTime(clock, part),
      ...(caution && !part ? { caution } : {}),
    };
  });
}

/** True before "EST" where that is not the person's time: 2pm there is another time here. */
function isElsewhere({ tokens, at, moment }: Cursor): boolean {
  const token = tokens[at];
  const offset = token?.isCapital ? offsetOfZone(token.text) : null;
  if (offset === null) return false;
  const local = toLocalTime(moment.now, moment.timeZone) - moment.now;
  return local !== offset * 60_000;
}

function readPartBehind(cursor: Cursor): PartOfDay | null {
  return cursor.attempt(() => {
    cursor.sign(",");
    return readPartOfDay(cursor);
  });
}

/** How sure a clock is; null for a number that is none. */
function cautionOf(clock: Clock, { isLed, isWeak }: Lead): Certainty["caution"] | null {
  if (clock.isHours) return isLed ? undefined : clock.hour > 12 ? "edge" : "beside";
  if (clock.isMarked) return clock.isLoose && !isLed ? "edge" : undefined;
  if (clock.isRun) {
    // A number like a year is a time only after "at".
    const isYear = clock.hour === 19 || clock.hour === 20 || !clock.isWide;
    return isLed && !isWeak ? "edge" : isYear ? null : "beside";
  }
  if (clock.hasPoint) return isLed && !isWeak ? "edge" : clock.isWide ? "behind" : null;
  if (clock.hasColon) return isLed || clock.isWide ? undefined : "beside";
  if (clock.isVague) return isWeak ? "beside" : isLed ? undefined : null;
  if (clock.isBare) return isWeak ? "beside" : isLed ? "edge" : null;
  return isLed && !isWeak ? undefined : "edge";
}

/** True for a number that counts something: "until 1 march", "at 5 weeks". */
function isCounted(cursor: Cursor, clock: Clock): boolean {
  const { words } = cursor;
  if (!clock.isBare) return false;
  const isOrdinal = cursor.peek()?.isGlued === true && cursor.sees(words.ordinalMarks);
  return (
    isOrdinal || [words.months, words.dayUnits, words.timeUnits].some((one) => cursor.sees(one))
  );
}

/** "From 1 to 10" is no time but a range. */
function isRangeBehind(cursor: Cursor, clock: Clock): boolean {
  if (!clock.isBare) return false;
  const start = cursor.at;
  const isRange = readBetween(cursor) && cursor.peek()?.kind === "number";
  cursor.at = start;
  return isRange;
}

/** "Noon", "at midnight". */
function readNamedTime(cursor: Cursor): Time | null {
  const { words } = cursor;
  return cursor.attempt(() => {
    const { isLed } = readLead(cursor);
    const isNoon = cursor.has(words.noon);
    if (!isNoon && !cursor.has(words.midnight)) return null;
    return {
      time: { minutes: isNoon ? 12 * 60 : 24 * 60, isHourOpen: false },
      // "Mittag kochen" is a meal, and "Midnight in Paris" a film.
      ...(isLed ? {} : { caution: cursor.isAtEnd() ? ("edge" as const) : ("beside" as const) }),
    };
  });
}

/** Ranges of times, which count as their start: "from 3pm to 4pm", "9-10am", "von 15 bis 16 Uhr". */
function readRange(cursor: Cursor): Time | null {
  const { words } = cursor;
  return cursor.attempt(() => {
    const lead = readLead(cursor);
    const isBetween = cursor.has(words.between);
    const start = readClock(cursor, true);
    if (start === null || start.isRun) return null;
    const isTight = cursor.peek()?.isGlued === true;
    const isJoined = isBetween ? cursor.has(words.and) : readBetween(cursor);
    const end = isJoined ? readClock(cursor) : null;
    if (end === null || end.isRun || isCounted(cursor, end)) return null;
    if (start.isWord && start.isBare && !lead.isWeak && !isBetween) return null;
    const said = readPartBehind(cursor);
    const caution = rangeCaution(start, end, { isLed: lead.isLed || isBetween, isTight });
    if (caution === null && said === null) return null;
    const time = toTime({ ...start, ...halfOf(start, end) }, said ?? lead.part);
    return { time, ...(caution ? { caution } : {}) };
  });
}

/** How sure a range is; null for what is none: "3-4", and "2.50 to 3.50" without "Uhr". */
function rangeCaution(
  start: Clock,
  end: Clock,
  { isLed, isTight }: { isLed: boolean; isTight: boolean },
): Certainty["caution"] | null {
  const isMarked = start.isMarked || end.isMarked;
  if (!isMarked && (start.hasPoint || end.hasPoint)) return null;
  const isClear = isMarked || (start.hasColon && end.hasColon && start.isWide && end.isWide);
  if (isClear && (isLed || !isTight)) return undefined;
  if (isLed || isClear || (start.hasColon && end.hasColon)) return "beside";
  return isTight && start.isBare && end.isBare ? "behind" : null;
}

/** The half of the day that a start without one has: "3 to 4pm" is in one half, "11 to 1pm" in two. */
function halfOf(start: Clock, end: Clock): Pick<Clock, "half"> {
  if (end.half === undefined || start.isMarked || start.hour > 12) return {};
  const isSameHalf = minutesOf(start) < minutesOf(end);
  return { half: isSameHalf === (end.half === "pm") ? "pm" : "am" };
}

function minutesOf({ hour, minute }: Clock): number {
  return (hour % 12) * 60 + minute;
}

/** "8am and 8pm", "um 8 und 20 Uhr": several times of each day of a series. */
function readSeveral(cursor: Cursor): Time | null {
  const { words } = cursor;
  return cursor.attempt(() => {
    const { isLed } = readLead(cursor);
    const first = readClock(cursor);
    if (first === null || first.isRun || first.isHours) return null;
    const clocks = [first];
    while (clocks.length < 6) {
      const next = cursor.attempt(() => {
        const isJoined = cursor.sign(",") ? cursor.has(words.and) || true : cursor.has(words.and);
        cursor.has(words.at);
        const clock = isJoined ? readClock(cursor) : null;
        return clock && isCounted(cursor, clock) ? null : clock;
      });
      if (next === null) break;
      clocks.push(next);
    }
    const isMarked = clocks.some((one) => one.isMarked || one.hasColon);
    if (clocks.length < 2 || (!isMarked && !isLed)) return null;
    const [time, ...others] = clocks.map((one) => toTime(one, undefined));
    return time
      ? { time: { ...time, others: others.map((other) => minutesIn(other, undefined)) } }
      : null;
  });
}

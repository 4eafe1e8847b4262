import { todayOf } from "./dates.ts";
import { Cursor } from "./cursor.ts";
import { isGap, whenKinds, type Candidate, type Reading } from "./candidate.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Phrase } from "./phrase.ts";
import { plusAmount } from "./read-amount.ts";
import { readDay } from "./read-day.ts";
import { readHowOften } from "./read-every.ts";
import { readTail } from "./read-nth.ts";
import { readPartOfDay } from "./read-part-of-day.ts";
import { readTime } from "./read-time.ts";
import { everyUnit } from "./recurrence-inputs.ts";
import type { Repeat } from "./repeat.ts";
import type { Every } from "./vocabulary.ts";

/** How often, with the tokens that say it. */
type HowOften = Every & { from: number; to: number };

type BestFrom = (at: number) => readonly Candidate[];

/**
 * A line that says at one end how often, and at its other on which days or when: "fortnightly bins on thursday",
 * "daily pill at 8", "on the last friday send the report monthly". Both are one recurrence, said in two pieces that
 * hold the same object. The phrases as they were found where it is no such line: the day has to suit, nothing
 * between the pieces may say when, and behind them nothing may stand that is no phrase.
 */
export function withPieces(
  reading: Reading,
  found: readonly Candidate[],
  bestFrom: BestFrom,
): readonly Candidate[] {
  for (const words of reading.lexicons) {
    const pieces =
      withFarTail(reading, words, found, bestFrom) ??
      withTailAhead(reading, words, found, bestFrom);
    if (pieces) return pieces;
  }
  return found;
}

/** True for two pieces of one recurrence. */
export function arePieces(left: Phrase, right: Phrase): boolean {
  return (
    left.kind === "recurrence" &&
    right.kind === "recurrence" &&
    left.recurrence === right.recurrence
  );
}

/** "Fortnightly bins on thursday". */
function withFarTail(
  reading: Reading,
  words: Lexicon,
  found: readonly Candidate[],
  bestFrom: BestFrom,
): Candidate[] | null {
  const often = howOftenAt(reading, words, 0);
  if (!often || isNamed(reading, words, often)) return null;
  for (let at = often.to + 1; at < reading.tokens.length; at += 1) {
    const tail = tailAt(reading, often, at);
    const rest = bestFrom(tail?.to ?? at);
    if (!tail && !isEnd(reading, often, rest[0], at)) continue;
    if (!isAllPhrases(reading, tail?.to ?? at, rest)) continue;
    const between = within(found, often.to, at);
    const phrase = tail?.phrase ?? plain(often);
    if (!phrase || !between || rest.some(isOtherDay)) return null;
    const head = { ...pieceOf(reading, often, phrase), isPiece: true as const };
    return [head, ...between, ...(tail ? [tail] : []), ...rest];
  }
  return null;
}

/** "Thursday bins fortnightly". */
function withTailAhead(
  reading: Reading,
  words: Lexicon,
  found: readonly Candidate[],
  bestFrom: BestFrom,
): Candidate[] | null {
  for (let at = reading.tokens.length - 1; at > 1; at -= 1) {
    const often = howOftenAt(reading, words, at);
    if (!often) continue;
    const rest = bestFrom(often.to);
    const tail = isAllPhrases(reading, often.to, rest) ? tailAt(reading, often, 0) : null;
    const between = tail && tail.to < at ? within(found, tail.to, at) : null;
    if (!tail || !between || rest.some(isOtherDay)) continue;
    return [{ ...tail, isPiece: true }, ...between, pieceOf(reading, often, tail.phrase), ...rest];
  }
  return null;
}

function howOftenAt(reading: Reading, words: Lexicon, from: number): HowOften | null {
  const { tokens, moment } = reading;
  const cursor = new Cursor(tokens, from, words, moment);
  const every = tokens[from]?.isGlued ? null : readHowOften(cursor);
  if (!every || !cursor.isOver() || isKept(reading, from, cursor.at)) return null;
  return { ...every, from, to: cursor.at };
}

function isKept({ tokens, kept }: Reading, from: number, to: number): boolean {
  const [start, end] = [tokens[from]?.start ?? 0, tokens[to - 1]?.end ?? 0];
  return kept.some((span) => span.start < end && start < span.end);
}

/** "Daily Mail", "Weekly Shonen Jump". */
function isNamed({ text, tokens }: Reading, { vocabulary }: Lexicon, { to }: HowOften): boolean {
  const next = tokens[to]?.start ?? 0;
  return (
    !vocabulary.hasCapitalNouns &&
    tokens[0]?.isCapital === true &&
    /^\p{Lu}\p{Ll}/u.test(text.slice(next, next + 4))
  );
}

/** The phrases between two tokens; null where one of them says when. */
function within(found: readonly Candidate[], from: number, to: number): Candidate[] | null {
  const between = found.filter((one) => one.from >= from && one.from < to);
  const isPlain = between.every((one) => one.to <= to && !whenKinds.has(one.phrase.kind));
  return isPlain ? between : null;
}

/** True for what only a series has: "for 7 days", "until march", "except sundays". */
function isEnd(
  { moment }: Reading,
  { unit, interval }: HowOften,
  candidate: Candidate | undefined,
  at: number,
): boolean {
  if (candidate?.from !== at || candidate.phrase.needs !== "recurrence") return false;
  const { phrase } = candidate;
  if (phrase.kind !== "until" || !phrase.isDueAlone) return true;
  // What may be a deadline ends a series where it comes after its second day: "täglich Vitamine bis Ende März".
  const second = plusAmount(todayOf(moment), { [unit]: 2 * interval });
  return second !== null && second.toString() <= phrase.date;
}

function plain({ unit, interval }: Every): Phrase | null {
  const recurrence = everyUnit(unit, interval);
  return recurrence && { kind: "recurrence", recurrence };
}

function isOtherDay({ phrase }: Candidate): boolean {
  return ["date", "moment", "recurrence"].includes(phrase.kind);
}

function pieceOf(
  { tokens }: Reading,
  { from, to }: { from: number; to: number },
  phrase: Phrase,
): Candidate {
  return { start: tokens[from]?.start ?? 0, end: tokens[to - 1]?.end ?? 0, from, to, phrase };
}

/** True where the phrases reach from a token to the end of the line without a gap. */
function isAllPhrases({ text, tokens }: Reading, at: number, rest: readonly Candidate[]): boolean {
  const ends = [tokens[at - 1]?.end ?? 0, ...rest.map(({ end }) => end)];
  const starts = [...rest.map(({ start }) => start), text.length];
  return starts.every((start, index) => {
    const gap = text.slice(ends[index], start);
    return isGap(gap) || (start === text.length && /^\s*[.!?]+\s*$/u.test(gap));
  });
}

/** On which days or when, as it may follow how often. */
function tailAt(reading: Reading, every: Every, from: number): Candidate | null {
  const { tokens, moment, lexicons } = reading;
  if (tokens[from]?.isGlued !== false) return null;
  for (const words of lexicons) {
    const cursor = new Cursor(tokens, from, words, moment);
    const repeat = cursor.longest([
      (one) => one.attempt(() => readTail(one, every.unit, every.interval)),
      (one) => readStart(one, every),
      (one) => readDaily(one, every),
    ]);
    if (repeat === null || !cursor.isOver() || isKept(reading, from, cursor.at)) continue;
    const { days: _days, caution: _caution, ...meaning } = repeat;
    return pieceOf(reading, { from, to: cursor.at }, { kind: "recurrence", ...meaning });
  }
  return null;
}

/** "Starting monday", "from 5 jan". */
function readStart(cursor: Cursor, { unit, interval }: Every): Repeat | null {
  return cursor.attempt(() => {
    const day = readDay(cursor);
    const recurrence = day?.isStart ? everyUnit(unit, interval) : null;
    if (!day || !recurrence) return null;
    const { date, partOfDay } = day;
    return { recurrence, startsOn: date.toString(), ...(partOfDay ? { partOfDay } : {}) };
  });
}

/** "At 8" or "in the morning", of every day. */
function readDaily(cursor: Cursor, { unit, interval }: Every): Repeat | null {
  const recurrence = unit === "days" && interval === 1 ? everyUnit(unit, interval) : null;
  return (
    recurrence &&
    cursor.longest<Repeat>([
      (one) => {
        const time = readTime(one);
        const isSure = time && (time.caution === undefined || time.caution === "edge");
        return isSure ? { recurrence, time: time.time } : null;
      },
      (one) => {
        const partOfDay = readPartOfDay(one);
        return partOfDay && { recurrence, partOfDay };
      },
    ])
  );
}

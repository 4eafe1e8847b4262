import { Cursor } from "./cursor.ts";
import { english } from "./english.ts";
import { german } from "./german.ts";
import { createLexicon, type Lexicon } from "./lexicon.ts";
import type { Phrase } from "./phrase.ts";
import { isOfDays, readAmount, readNumber } from "./read-amount.ts";
import { readDay, type Day } from "./read-day.ts";
import { readLead } from "./read-lead.ts";
import { readPriority } from "./read-mark.ts";
import { readMoment } from "./read-moment.ts";
import { readExceptions, readRecurrence } from "./read-recurrence.ts";
import { readTime } from "./read-time.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Reads a phrase that begins where the cursor stands, and moves over it. */
export type PhraseReader = (cursor: Cursor) => Phrase | null;

const others: Record<string, Vocabulary> = { de: german };
const lexicons = new Map<string, Lexicon>();

/** True for a language that is read; of others only digits are. */
export function isLanguageRead(locale: string): boolean {
  const language = languageOf(locale);
  return language === "en" || Object.hasOwn(others, language);
}

/** The words for the texts of a locale; English is always among them, after the locale's own. */
export function lexiconsFor(locale: string): Lexicon[] {
  const language = languageOf(locale);
  const own = Object.hasOwn(others, language) ? others[language] : undefined;
  if (own === undefined) return [lexiconOf("en", english, false)];
  return [lexiconOf(language, own, false), lexiconOf("en beside", english, true)];
}

function languageOf(locale: string): string {
  return locale.split("-")[0]?.toLowerCase() ?? "";
}

function lexiconOf(name: string, vocabulary: Vocabulary, isBeside: boolean): Lexicon {
  const lexicon = lexicons.get(name) ?? createLexicon(vocabulary, isBeside);
  lexicons.set(name, lexicon);
  return lexicon;
}

/** All that can be said about a task, tags apart. */
export const phraseReaders: readonly PhraseReader[] = [
  (cursor) => mapped(readDay(cursor), toDate),
  (cursor) => mapped(readTime(cursor), (time): Phrase => ({ kind: "time", ...time })),
  readMoment,
  (cursor) =>
    mapped(readRecurrence(cursor), ({ days: _days, ...repeat }): Phrase => ({
      kind: "recurrence",
      ...repeat,
    })),
  readUntil,
  readTimes,
  readDuring,
  (cursor) =>
    mapped(
      cursor.attempt(() => readExceptions(cursor)),
      (days): Phrase => ({
        kind: "except",
        days,
        needs: "recurrence",
      }),
    ),
  (cursor) =>
    cursor.has(cursor.words.afterCompletion)
      ? { kind: "from-completion", needs: "recurrence" }
      : null,
  (cursor) => mapped(readLead(cursor), (lead): Phrase => ({ kind: "reminder", ...lead })),
  (cursor) => mapped(readPriority(cursor), (mark): Phrase => ({ kind: "priority", ...mark })),
];

function mapped<From, To>(value: From | null, change: (value: From) => To): To | null {
  return value === null ? null : change(value);
}

function toDate({ date, until, ...rest }: Day): Phrase {
  return {
    kind: "date",
    date: date.toString(),
    ...(until ? { until: until.toString() } : {}),
    ...rest,
  };
}

/** "Until friday": the end of a series, and in some languages a deadline without one. */
function readUntil(cursor: Cursor): Phrase | null {
  const { words } = cursor;
  return cursor.attempt(() => {
    if (!cursor.has(words.until)) return null;
    const day = readDay(cursor);
    if (day === null || day.until) return null;
    return {
      kind: "until" as const,
      date: day.date.toString(),
      ...(day.openIn ? { openIn: day.openIn } : {}),
      ...(day.partOfDay ? { partOfDay: day.partOfDay } : {}),
      // "Bis 3. Klasse" is no day.
      ...(day.caution === "beside" ? { caution: "edge" as const } : {}),
      needs: "recurrence" as const,
      isDueAlone: words.isUntilBy,
    };
  });
}

/** "10 times", "x10": the end of a series, and nothing without one; "3 times a week" is none. */
function readTimes(cursor: Cursor): Phrase | null {
  const { words } = cursor;
  return cursor.attempt(() => {
    cursor.has(words.during);
    const isSign = cursor.sign("x");
    const isGlued = cursor.peek()?.isGlued === true;
    const count = readNumber(cursor) ?? 0;
    const isTimes = isSign ? isGlued || cursor.isAtEnd() : cursor.has(words.times);
    if (count < 1 || !isTimes) return null;
    if (cursor.sees(words.perPeriod)) return null;
    return { kind: "count" as const, count, needs: "recurrence" as const };
  });
}

/** "For two weeks": how long a series goes on. */
function readDuring(cursor: Cursor): Phrase | null {
  const { words } = cursor;
  return cursor.attempt(() => {
    const isFor = cursor.has(words.during);
    const during = readAmount(cursor);
    if (during === null || !isOfDays(during)) return null;
    const isEnded = cursor.has(words.duringEnd);
    return isFor || isEnded
      ? { kind: "count" as const, during, needs: "recurrence" as const }
      : null;
  });
}

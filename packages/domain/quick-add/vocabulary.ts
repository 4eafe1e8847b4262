import type { Weekday } from "@pakaura/contract/task";
import type { PartOfDay } from "./phrase.ts";

export type DayUnit = "days" | "weeks" | "months" | "years";
export type TimeUnit = "minutes" | "hours";

/** Words with one meaning each, in lower case; a space stands for any white space. */
export type Words<Value> = Readonly<Record<string, Value>>;

/**
 * The words of a language. What has a meaning is a table; the little words are alternatives of a
 * regular expression. The grammar is the same for all languages.
 */
export type Vocabulary = {
  weekdays: Words<Weekday>;
  /** What makes several of a weekday: "mondays". */
  weekdayPlural: string;
  /** Weekdays that are other words as well, and count only beside a date or time, or after `on`. */
  doubtfulWeekdays: ReadonlySet<string>;
  months: Words<number>;
  numbers: Words<number>;
  ordinals: Words<number>;
  /** A number as an ordinal, with the number in the group `digits`. */
  ordinalDigits: string;
  /** A day and its month in digits, in the groups `first` and `second`: "4.12.". */
  dayAndMonth: string;
  dayUnits: Words<DayUnit>;
  timeUnits: Words<TimeUnit>;
  halfHour: string;
  /** Days in a row from today: tomorrow is 1. */
  relativeDays: Words<number>;
  tonight: string;
  partsOfDay: Words<PartOfDay>;
  /** "this evening", "in the morning". */
  thisPart: string;
  inThePart: string;
  /** The same in one word: "abends" is "in the evening". */
  adverbParts: Words<PartOfDay>;

  on: string;
  by: string;
  forDay: string;
  from: string;
  starting: string;
  until: string;
  /** True where the same word names a deadline: "bis Freitag". */
  isUntilBy: boolean;
  the: string;
  of: string;
  and: string;
  next: string;
  this: string;
  in: string;
  fromNow: string;
  week: string;
  month: string;
  year: string;
  weekend: string;
  endOf: string;

  at: string;
  am: string;
  pm: string;
  oClock: string;
  /** Between the ends of a range: "from 3 to 4pm", "every monday to friday". */
  to: string;
  noon: string;
  midnight: string;
  halfPast: string;
  /** German counts towards the hour: "halb neun" is 8:30. */
  halfTo: string;
  quarterPast: string;
  quarterTo: string;

  every: string;
  /** "Every other monday"; "every second monday" is the same. */
  other: string;
  last: string;
  day: string;
  workdays: string;
  weekends: string;
  /** What leaves days out: "every day except sunday". */
  except: string;
  /** What comes before several of a weekday, with its space: "on mondays". */
  onWeekdays: string;
  /** The same for "on weekdays" and "on weekends". */
  onGroups: string;
  /** Recurrences of one word, by their interval. */
  adverbs: Words<{ unit: DayUnit; interval: number }>;
  fixedUnits: Words<{ unit: DayUnit; interval: number }>;
  adverbNoun: string;
  afterCompletion: string;
  times: string;

  remind: string;
  before: string;
  noReminder: string;
  whenDue: string;

  priorities: Words<"urgent" | "high" | "medium" | "low">;
  priorityWord: string;

  /** Words before a date that make it something else: "since friday", "Black Friday". */
  blockers: string;
  /** Little words that may follow a date, so that it is no part of a name. */
  followers: string;
};

/** Alternatives of a regular expression for the words of a table; none of them where it has none. */
export function oneOf(words: Words<unknown>): string {
  const sources = Object.keys(words).map((word) =>
    word.replace(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`).replace(/ /gu, String.raw`\s+`),
  );
  return sources.length > 0 ? `(?:${sources.join("|")})` : "(?!)";
}

/** The meaning of a word as it was written. */
export function meaningOf<Value>(words: Words<Value>, written: string): Value | undefined {
  const word = written.toLowerCase().replace(/\s+/gu, " ");
  return Object.hasOwn(words, word) ? words[word] : undefined;
}

import type { Priority, Weekday } from "@pakaura/contract/task";
import type { Amount, DayUnit } from "./amount.ts";
import type { PartOfDay } from "./phrase.ts";
import type { Words } from "./word-table.ts";

/** So many of a unit: a fortnight is two weeks. */
export type UnitOf = { unit: DayUnit | "workdays"; count: number };

/** How often something is done that is done "daily" or "every fortnight". */
export type Every = { unit: DayUnit; interval: number };

/** Periods of the calendar that have a beginning, a middle and an end. */
export type Period = "day" | "week" | "month" | "quarter" | "year";
export type Edge = "start" | "middle" | "end";

/**
 * The words of a language. What has a meaning is a table, the little words are lists; both may hold
 * several words at once. The grammar is the same for all languages: a language is one such file.
 */
export type Vocabulary = {
  weekdays: Words<Weekday>;
  /** Weekdays that are other words as well, and count only beside a date or time, or after `on`. */
  doubtfulWeekdays: readonly string[];
  /** Several of a weekday: "mondays", "montags". */
  weekdayPlurals: Words<Weekday>;
  months: Words<number>;
  /** Numbers in words, halves among them. */
  numbers: Words<number>;
  ordinals: Words<number>;
  /** What makes an ordinal of digits: "th". */
  ordinalMarks: readonly string[];
  /** The sign between a day and its month in digits. */
  dateSign: "/" | ".";
  dayUnits: Words<UnitOf>;
  /** In minutes. */
  timeUnits: Words<number>;
  /** Lengths of time that have no number of their own. */
  wholeAmounts: Words<Amount>;
  andAHalf: readonly string[];
  /** "In 6 months' time". */
  amountEnd: readonly string[];

  /** Days in a row from today: tomorrow is 1. */
  relativeDays: Words<number>;
  tonight: readonly string[];
  partsOfDay: Words<PartOfDay>;
  /** "This evening", "in the morning". */
  thisPart: readonly string[];
  inThePart: readonly string[];
  /** The same in one word: "abends" is "in the evening". */
  adverbParts: Words<PartOfDay>;
  /** A weekday and a part of its day in one word. */
  weekdayParts: Words<{ day: Weekday; part: PartOfDay }>;
  /** The same for every week: "samstagabends". */
  weekdayPartPlurals: Words<{ day: Weekday; part: PartOfDay }>;

  on: readonly string[];
  by: readonly string[];
  forDay: readonly string[];
  from: readonly string[];
  starting: readonly string[];
  until: readonly string[];
  /** True where the same word names a deadline: "bis Freitag". */
  isUntilBy: boolean;
  between: readonly string[];
  /** After a deadline: "by friday at the latest". */
  atLatest: readonly string[];
  the: readonly string[];
  of: readonly string[];
  and: readonly string[];
  /** What makes of two days a choice: "friday or saturday". */
  or: readonly string[];
  next: readonly string[];
  /** The one after the next one: "übernächste". */
  afterNext: readonly string[];
  /** The same behind its noun: "the friday after next". */
  afterNextBehind: readonly string[];
  this: readonly string[];
  /** "The coming": the next of a weekday, and of a week or month the one after this. */
  coming: readonly string[];
  in: readonly string[];
  /** After a length of time: "from now", and "from" or "after" with a day. */
  fromNow: readonly string[];
  fromDay: readonly string[];
  beforeDay: readonly string[];
  /** A week with the weekday that it is counted from: "friday week". */
  laterWeeks: Words<number>;
  weekend: readonly string[];
  periods: Words<Period>;
  /** "End of", "mid". */
  edges: Words<Edge>;
  /** An edge with its period in one word: "eom". */
  edgeWords: Words<{ edge: Edge; period: Period }>;
  /** Days of every year that have a name, as month and day. */
  namedDates: Words<readonly [number, number]>;

  at: readonly string[];
  /** Before a time like `at`, but before other numbers as well. */
  atWeak: readonly string[];
  am: readonly string[];
  pm: readonly string[];
  oClock: readonly string[];
  /** Glued to an hour: "8ish". */
  roughly: readonly string[];
  /** "1530 hours". */
  hoursMark: readonly string[];
  /** Between the ends of a range: "from 3 to 4pm", "every monday to friday". */
  to: readonly string[];
  noon: readonly string[];
  midnight: readonly string[];
  /** True where afternoons are written with their 24 hours, so that 6:45 is in the morning. */
  isClockOf24: boolean;
  /** Minutes that are named: a quarter is 15. */
  minuteWords: Words<number>;
  minuteUnit: readonly string[];
  past: readonly string[];
  before: readonly string[];
  /** "Half eight", in minutes beside the hour: 30 in English, -30 in German. */
  halfHours: Words<number>;

  every: readonly string[];
  /** "Every" before a number alone: "alle 2 Tage". */
  everySo: readonly string[];
  /** More than once in a period, which no rule can say: "twice daily". */
  often: readonly string[];
  /** "Every other monday"; "every second monday" is the same. */
  other: readonly string[];
  /** The same before several of a weekday: "alternate tuesdays". */
  alternate: readonly string[];
  last: readonly string[];
  day: readonly string[];
  workday: readonly string[];
  /** "On weekdays", "werktags": every one of them, without "every". */
  workdays: readonly string[];
  weekends: readonly string[];
  /** What leaves days out: "every day except sunday". */
  except: readonly string[];
  /** What makes a recurrence of a weekday or a day of the month: "immer freitags". */
  always: readonly string[];
  /** What may stand before several of a weekday, and before "weekdays". */
  onWeekdays: readonly string[];
  /** Recurrences of one word. */
  adverbs: Words<Every>;
  adverbNouns: readonly string[];
  afterCompletion: readonly string[];
  times: readonly string[];
  /** Behind a number of times or a day count: "3 times a week". */
  perPeriod: readonly string[];
  /** "For the next" before a length of time, and what may stand behind it. */
  during: readonly string[];
  duringEnd: readonly string[];

  remind: readonly string[];
  ahead: readonly string[];
  remindEnd: readonly string[];
  noReminder: readonly string[];
  whenDue: readonly string[];

  priorities: Words<Priority>;
  priorityWord: readonly string[];
  with: readonly string[];

  /** Words before a date that make it something else: "since friday", "Black Friday". */
  blockers: readonly string[];
  /** Little words that may follow a date, so that it is no part of a name. */
  followers: readonly string[];
  /** True where nouns have capitals, so that a word in small letters may follow a date as well. */
  hasCapitalNouns: boolean;
  /** Words that a typing error may make of a word of this language, and that mean themselves. */
  lookalikes: readonly string[];
};

import type { RecurrenceInput } from "@pakaura/contract/http";
import type { Priority, Weekday } from "@pakaura/contract/task";
import type { Amount } from "./amount.ts";

/** A piece of a text: `start` is its first UTF-16 unit, `end` the one after its last. */
export type Span = { start: number; end: number };

export type PartOfDay = "morning" | "noon" | "afternoon" | "evening" | "night";

/** A time of day in minutes since midnight; 1440 is the midnight that ends the day. */
export type TimeOfDay = {
  minutes: number;
  /** True when "8" was written, which may be 08:00 or 20:00. */
  isHourOpen: boolean;
  /** True when it is meant as written unless a part of the day says otherwise: "6:45" in German. */
  isAsWritten?: boolean;
  /** More times of each day of a series: "at 8am and 8pm". */
  others?: readonly number[];
};

/** What a phrase means. Dates are `2026-11-25`, moments UTC instants, lead times minutes, none for "no reminder". */
export type Meaning =
  /** `until` is the last day of a range that begins with `date`. */
  | {
      kind: "date";
      date: string;
      until?: string;
      partOfDay?: PartOfDay;
      openIn?: "week" | "year";
      isOfPeriod?: boolean;
      isStart?: boolean;
    }
  | { kind: "time"; time: TimeOfDay }
  | { kind: "moment"; moment: string }
  | {
      kind: "recurrence";
      recurrence: RecurrenceInput;
      partOfDay?: PartOfDay;
      startsOn?: string;
      time?: TimeOfDay;
    }
  /** `openIn` is what the date repeats in when it was not said which: "until friday" is of a week. */
  | { kind: "until"; date: string; openIn?: "week" | "year"; partOfDay?: PartOfDay }
  /** So many times, or for so long. */
  | { kind: "count"; count: number }
  | { kind: "count"; during: Amount }
  /** Weekdays that a series leaves out. */
  | { kind: "except"; days: readonly Weekday[] }
  | { kind: "from-completion" }
  | { kind: "priority"; priority: Priority }
  | { kind: "tag"; tag: string }
  | { kind: "reminder"; leadMinutes: readonly number[] };

/** What was understood, and where it stands. */
export type Found = Span & Meaning;

/** How sure a phrase is by itself. A phrase that means nothing alone stays in the title. */
export type Certainty = {
  /**
   * `edge`: only where no noun can follow ("call Ann friday", not "friday report").
   * `beside`: only beside another date, time or recurrence ("sun 9:30", not "sun cream").
   * `behind`: only right behind one ("tomorrow 18.30", not "pay 18.30 tomorrow").
   */
  caution?: "edge" | "beside" | "behind";
  /** Only when the text also has one of these. */
  needs?: "recurrence" | "due";
  /** True for an end of a series that is a deadline where nothing repeats: "bis Freitag". */
  isDueAlone?: boolean;
};

export type Phrase = Meaning & Certainty;

/** What a relative phrase is relative to. `now` in milliseconds since the epoch. */
export type Moment = {
  now: number;
  timeZone: string;
  /** 1 for Monday to 7 for Sunday. */
  weekStart: number;
  /** True where a month is written before its day: 12/25/2026. */
  isMonthFirst: boolean;
  /** The year of a day and month without one: the next that is not over, or the current one. */
  year: "next" | "current";
};

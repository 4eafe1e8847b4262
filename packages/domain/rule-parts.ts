import type { Weekday } from "@pakaura/contract/task";

export type Frequency = "YEARLY" | "MONTHLY" | "WEEKLY" | "DAILY";

/** What becomes of a day that a month lacks (RFC 7529 section 4.1). Without a word in the rule: OMIT. */
export type Skip = "OMIT" | "FORWARD" | "BACKWARD";

/** `weekday` is 0 (Monday) to 6; `ordinal` 2 is the second in its month or year, -1 the last, 0 each. */
export type WeekdayRule = { weekday: number; ordinal: number };

/** The end of a series: a day, an instant, or a time on the user's clock, each as RFC 5545 writes it. */
export type Until =
  | { kind: "date"; dayNumber: number }
  | { kind: "instant"; epochMs: number }
  | { kind: "local"; localTime: number };

/** The parts of an RRULE (RFC 5545 section 3.3.10); lists are sorted, without repeats, empty when absent. */
export type RuleParts = {
  frequency: Frequency;
  interval: number;
  count: number | null;
  until: Until | null;
  weekStart: number;
  /** Null when the rule does not say, which matters for whether it is one of the simple patterns. */
  skip: Skip | null;
  byMonth: number[];
  byWeekNumber: number[];
  byYearDay: number[];
  byMonthDay: number[];
  byDay: WeekdayRule[];
  byHour: number[];
  byMinute: number[];
  bySecond: number[];
  bySetPosition: number[];
};

/** Monday first, as day numbers of the calendar count them. */
export const weekdayCodes = [
  "MO",
  "TU",
  "WE",
  "TH",
  "FR",
  "SA",
  "SU",
] as const satisfies readonly Weekday[];

/** A rule that says no more than its frequency. */
export function plainRule(frequency: Frequency): RuleParts {
  return {
    frequency,
    interval: 1,
    count: null,
    until: null,
    weekStart: 0,
    skip: null,
    byMonth: [],
    byWeekNumber: [],
    byYearDay: [],
    byMonthDay: [],
    byDay: [],
    byHour: [],
    byMinute: [],
    bySecond: [],
    bySetPosition: [],
  };
}

/** True when the rule gives times of its own, so that its dates cannot be all-day ones. */
export function hasTimes(parts: RuleParts): boolean {
  return parts.byHour.length + parts.byMinute.length + parts.bySecond.length > 0;
}

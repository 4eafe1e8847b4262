import type { Priority, Weekday } from "@pakaura/contract/task";
import type { Comparison, DateField, Feature, Unit } from "./filter.ts";

/** Every word of the language with what it stands for. The first of those that mean the same is the one that is printed. */
export const dateFieldWords: Record<string, DateField> = {
  due: "due",
  created: "created",
  added: "created",
  updated: "updated",
  changed: "updated",
  completed: "completed",
  done: "completed",
};

export const stateWords = {
  overdue: "overdue",
  late: "overdue",
  completed: "completed",
  done: "completed",
  open: "open",
  recurring: "recurring",
  repeating: "recurring",
} as const satisfies Record<string, string>;

export const featureWords: Record<string, Feature | "priority"> = {
  date: "date",
  due: "date",
  time: "time",
  priority: "priority",
  tags: "tags",
  tag: "tags",
  notes: "notes",
  note: "notes",
};

export const comparisonWords: Record<string, Comparison> = {
  ":": "=",
  "=": "=",
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
  on: "=",
  before: "<",
  until: "<=",
  by: "<=",
  after: ">",
  since: ">=",
};

export const priorityWords = ["priority", "p", "prio"] as const;
export const tagWords = ["tag", "tags"] as const;
export const priorityNames: readonly Priority[] = ["none", "low", "medium", "high", "urgent"];

/** Days relative to today. */
export const nearDays: Record<string, number> = { yesterday: -1, today: 0, tomorrow: 1 };

export const weekdayWords: Record<string, Weekday> = {
  mon: "MO",
  tue: "TU",
  wed: "WE",
  thu: "TH",
  fri: "FR",
  sat: "SA",
  sun: "SU",
  monday: "MO",
  tuesday: "TU",
  wednesday: "WE",
  thursday: "TH",
  friday: "FR",
  saturday: "SA",
  sunday: "SU",
};

const monthNames = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
] as const;

/** Months from 1, by their first three letters and by their name. */
export const monthWords: Record<string, number> = Object.fromEntries(
  monthNames.flatMap((name, index) => [
    [name.slice(0, 3), index + 1],
    [name, index + 1],
  ]),
);

export const unitWords: Record<string, Unit> = {
  days: "day",
  weeks: "week",
  months: "month",
  years: "year",
  day: "day",
  week: "week",
  month: "month",
  year: "year",
  d: "day",
  w: "week",
  m: "month",
  y: "year",
};

export const periodWords = ["last", "this", "next"] as const;

/** The first word of a table that stands for `meaning`: the canonical one. */
export function wordFor<Meaning>(words: Record<string, Meaning>, meaning: Meaning): string {
  return Object.keys(words).find((word) => words[word] === meaning) ?? "";
}

const dateStarters = [...Object.keys(nearDays), ...Object.keys(weekdayWords), ...periodWords, "in"];

/** The words that can stand in a place, for guesses at a misspelled one. */
export const vocabulary = {
  condition: [
    ...Object.keys(dateFieldWords),
    ...Object.keys(stateWords),
    "priority",
    "tag",
    "no",
    "has",
    "not",
    "and",
    "or",
    ...dateStarters,
  ],
  date: [...dateStarters, ...Object.keys(monthWords)],
  feature: Object.keys(featureWords),
  period: ["week", "month", "year"],
  priority: priorityNames,
  unit: Object.keys(unitWords),
} as const;

import type { Weekday } from "@pakaura/contract/task";
import { dateWords } from "./date-words.ts";
import type { RecurrenceWords } from "./log-words.ts";

const dayNames: Record<Weekday, string> = {
  MO: "Mon",
  TU: "Tue",
  WE: "Wed",
  TH: "Thu",
  FR: "Fri",
  SA: "Sat",
  SU: "Sun",
};

/** Recurrences in English, as the activity log writes them. */
export const englishRecurrence: RecurrenceWords = {
  every: (unit, interval) => (interval === 1 ? `every ${unit}` : `every ${interval} ${unit}s`),
  onLastDay: " on the last day",
  onDaysOfMonth: (days) => ` on ${days.length === 1 ? "day" : "days"} ${list(days.map(String))}`,
  onDays: (days) => ` on ${list(days)}`,
  weekday: (day) => dayNames[day],
  nthWeekday: (day, position) => {
    if (position === -1) return `the last ${dayNames[day]}`;
    return position < 0
      ? `the ${nth(-position)} to last ${dayNames[day]}`
      : `the ${nth(position)} ${dayNames[day]}`;
  },
  afterCompletion: "after completion",
  times: (count) => (count === 1 ? "once" : `${count} times`),
  until: (day) => `until ${dateWords(day)}`,
};

function nth(number: number): string {
  const isTeen = number % 100 >= 11 && number % 100 <= 13;
  const ending = isTeen ? "th" : (["th", "st", "nd", "rd"][number % 10] ?? "th");
  return `${number}${ending}`;
}

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

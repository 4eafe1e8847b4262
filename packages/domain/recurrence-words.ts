import type { Recurrence, Weekday } from "@pakaura/contract/task";
import type { RecurrenceUnit, RecurrenceWords } from "./log-words.ts";

const units: Record<string, RecurrenceUnit> = {
  DAILY: "day",
  WEEKLY: "week",
  MONTHLY: "month",
  YEARLY: "year",
};
const weekdays: readonly Weekday[] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
/** Parts that a sentence would not make clearer than the rule itself. */
const wordless = /BY(HOUR|MINUTE|SECOND|SETPOS|YEARDAY|WEEKNO|MONTHDAY|MONTH)=|SKIP=/;

type Described = Omit<Recurrence, "next_dates">;

/** A recurrence as a person would say it: "every week on Mon and Thu", "every 2 months on the last day". */
export function describeRecurrence(recurrence: Described, words: RecurrenceWords): string {
  const parts = new Map(recurrence.rrule.split(";").map((part) => splitPart(part)));
  const count = parts.get("COUNT");
  const until = parts.get("UNTIL");
  const every = words.every(
    units[parts.get("FREQ") ?? ""] ?? "time",
    Number(parts.get("INTERVAL") ?? "1"),
  );
  return [
    `${every}${dayWords(recurrence, parts, words)}`,
    ...(recurrence.from === "completion" ? [words.afterCompletion] : []),
    ...(count === undefined ? [] : [words.times(Number(count))]),
    ...(until === undefined ? [] : [words.until(untilDate(until))]),
  ].join(", ");
}

function splitPart(part: string): [string, string] {
  const [name = "", value = ""] = part.split("=");
  return [name, value];
}

function dayWords(
  recurrence: Described,
  parts: Map<string, string>,
  words: RecurrenceWords,
): string {
  if (recurrence.day_of_month === -1) return words.onLastDay;
  if (recurrence.day_of_month !== null) return words.onDaysOfMonth([recurrence.day_of_month]);
  if (recurrence.day_of_week !== null) {
    return words.onDays(recurrence.day_of_week.map((day) => words.weekday(day)));
  }
  if (recurrence.pattern !== "rrule") return "";
  const monthDays = plainMonthDays(parts);
  if (monthDays !== null) return words.onDaysOfMonth(monthDays);
  if (wordless.test(recurrence.rrule)) return ` (${recurrence.rrule})`;
  const days = parts.get("BYDAY");
  return days === undefined
    ? ""
    : words.onDays(days.split(",").map((text) => ordinalDay(text, words)));
}

/** The days of a rule that names days of the month and nothing else; null for any other. */
function plainMonthDays(parts: Map<string, string>): number[] | null {
  const days = parts.get("BYMONTHDAY");
  const saysMore = [...parts.keys()].some((name) => /^BY(?!MONTHDAY$)|^SKIP$/.test(name));
  if (days === undefined || saysMore || parts.get("FREQ") !== "MONTHLY") return null;
  const numbers = days.split(",").map(Number);
  return numbers.every((day) => day > 0) ? numbers : null;
}

/** `2TU` is "the 2nd Tue", `-1FR` "the last Fri". */
function ordinalDay(text: string, words: RecurrenceWords): string {
  const day = weekdays.find((code) => text.endsWith(code));
  if (day === undefined) return text;
  const position = Number(text.slice(0, -2));
  return position === 0 ? words.weekday(day) : words.nthWeekday(day, position);
}

/** `20261231` and `20261231T235959Z` as the date that they begin with. */
function untilDate(until: string): string {
  return `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`;
}

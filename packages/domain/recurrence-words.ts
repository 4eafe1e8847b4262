import type { Recurrence, Weekday } from "@pakaura/contract/task";
import { dateWords } from "./date-words.ts";

const dayNames: Record<Weekday, string> = {
  MO: "Mon",
  TU: "Tue",
  WE: "Wed",
  TH: "Thu",
  FR: "Fri",
  SA: "Sat",
  SU: "Sun",
};
const units: Record<string, string> = {
  DAILY: "day",
  WEEKLY: "week",
  MONTHLY: "month",
  YEARLY: "year",
};
/** Parts that a sentence would not make clearer than the rule itself. */
const wordless = /BY(HOUR|MINUTE|SECOND|SETPOS|YEARDAY|WEEKNO|MONTHDAY|MONTH)=|SKIP=/;

type Described = Omit<Recurrence, "next_dates">;

/** A recurrence as a person would say it: "every week on Mon and Thu", "every 2 months on the last day". */
export function describeRecurrence(recurrence: Described): string {
  const parts = new Map(recurrence.rrule.split(";").map((part) => splitPart(part)));
  const count = parts.get("COUNT");
  const until = parts.get("UNTIL");
  return [
    `${frequencyWords(recurrence, parts)}${dayWords(recurrence, parts)}`,
    recurrence.from === "completion" ? "after completion" : "",
    count === undefined ? "" : count === "1" ? "once" : `${count} times`,
    until === undefined ? "" : `until ${dateWords(untilDate(until))}`,
  ]
    .filter((words) => words !== "")
    .join(", ");
}

function splitPart(part: string): [string, string] {
  const [name = "", value = ""] = part.split("=");
  return [name, value];
}

function frequencyWords(recurrence: Described, parts: Map<string, string>): string {
  const unit = units[parts.get("FREQ") ?? ""] ?? "time";
  const interval = Number(parts.get("INTERVAL") ?? "1");
  return interval === 1 ? `every ${unit}` : `every ${interval} ${unit}s`;
}

function dayWords(recurrence: Described, parts: Map<string, string>): string {
  if (recurrence.day_of_month === -1) return " on the last day";
  if (recurrence.day_of_month !== null) return ` on day ${recurrence.day_of_month}`;
  if (recurrence.day_of_week !== null)
    return ` on ${list(recurrence.day_of_week.map((day) => dayNames[day]))}`;
  if (recurrence.pattern !== "rrule") return "";
  if (wordless.test(recurrence.rrule)) return ` (${recurrence.rrule})`;
  const days = parts.get("BYDAY");
  return days === undefined ? "" : ` on ${list(days.split(",").map(ordinalDay))}`;
}

/** `2TU` is "the 2nd Tue", `-1FR` "the last Fri". */
function ordinalDay(text: string): string {
  const name = Object.entries(dayNames).find(([code]) => text.endsWith(code))?.[1] ?? text;
  const ordinal = Number(text.slice(0, -2));
  if (ordinal === 0) return name;
  if (ordinal === -1) return `the last ${name}`;
  return ordinal < 0 ? `the ${nth(-ordinal)} to last ${name}` : `the ${nth(ordinal)} ${name}`;
}

function nth(number: number): string {
  const isTeen = number % 100 >= 11 && number % 100 <= 13;
  const ending = isTeen ? "th" : (["th", "st", "nd", "rd"][number % 10] ?? "th");
  return `${number}${ending}`;
}

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** `20261231` and `20261231T235959Z` as the date that they begin with. */
function untilDate(until: string): string {
  return `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`;
}

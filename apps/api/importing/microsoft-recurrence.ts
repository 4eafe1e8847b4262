import type { RecurrenceInput } from "@pakaura/contract/http";
import { isObject, JsonFields } from "./json-fields.ts";
import { weekdayCodes } from "./weekday-codes.ts";

const weekdays = new Map<string, string>(weekdayCodes);
const places = new Map<string, number>([
  ["first", 1],
  ["second", 2],
  ["third", 3],
  ["fourth", 4],
  ["last", -1],
]);
const frequencies = new Map<string, string>([
  ["daily", "DAILY"],
  ["weekly", "WEEKLY"],
  ["absolutemonthly", "MONTHLY"],
  ["relativemonthly", "MONTHLY"],
  ["absoluteyearly", "YEARLY"],
  ["relativeyearly", "YEARLY"],
]);

/**
 * The rule of a `patternedRecurrence` of Microsoft Graph; one that cannot be read is told at the task.
 * https://learn.microsoft.com/graph/api/resources/patternedrecurrence
 */
export function readMicrosoftRecurrence(task: JsonFields): RecurrenceInput | null {
  const value = task.raw("recurrence");
  if (value === null) return null;
  const rrule = isObject(value) ? ruleOf(task.inside(value)) : null;
  if (rrule === null) task.refuse("recurrence");
  return rrule === null ? null : { rrule, from: "due_date" };
}

function ruleOf(recurrence: JsonFields): string | null {
  const pattern = inside(recurrence, "pattern");
  const type = pattern?.text("type").toLowerCase() ?? "";
  const frequency = frequencies.get(type);
  if (pattern === null || frequency === undefined) return null;
  const days = daysOf(pattern, type);
  if (days === null) return null;
  const interval = Math.trunc(pattern.number("interval") ?? 1);
  const parts = [`FREQ=${frequency}`, `INTERVAL=${interval}`, ...days, ...endOf(recurrence)];
  return parts.join(";");
}

function daysOf(pattern: JsonFields, type: string): string[] | null {
  const codes = pattern.texts("daysOfWeek").map((day) => weekdays.get(day.toLowerCase()) ?? "");
  const month = pattern.number("month") ?? 0;
  const byMonth = type.endsWith("yearly") && month > 0 ? [`BYMONTH=${month}`] : [];
  const day = pattern.number("dayOfMonth") ?? 0;
  if (codes.includes("")) return null;
  if (type === "daily") return [];
  if (type === "weekly") {
    const first = weekdays.get(pattern.text("firstDayOfWeek").toLowerCase());
    const start = first === undefined ? [] : [`WKST=${first}`];
    return codes.length === 0 ? [] : [`BYDAY=${codes.join(",")}`, ...start];
  }
  if (type.startsWith("absolute")) return day > 0 ? [...byMonth, `BYMONTHDAY=${day}`] : byMonth;
  const place = places.get(pattern.text("index").toLowerCase() || "first");
  if (place === undefined || codes.length === 0) return null;
  const list = codes.join(",");
  return codes.length === 1
    ? [...byMonth, `BYDAY=${place}${list}`]
    : [...byMonth, `BYDAY=${list}`, `BYSETPOS=${place}`];
}

function endOf(recurrence: JsonFields): string[] {
  const range = inside(recurrence, "range");
  const type = range?.text("type").toLowerCase();
  const end = range?.text("endDate") ?? "";
  if (type === "enddate" && /^\d{4}-\d{2}-\d{2}/u.test(end))
    return [`UNTIL=${end.slice(0, 10).replaceAll("-", "")}`];
  const count = range?.number("numberOfOccurrences") ?? 0;
  return type === "numbered" && count > 0 ? [`COUNT=${Math.trunc(count)}`] : [];
}

function inside(fields: JsonFields, name: string): JsonFields | null {
  const value = fields.raw(name);
  return isObject(value) ? fields.inside(value) : null;
}

import { checkRule } from "./check-rule.ts";
import { readUntil } from "./rule-until.ts";
import {
  plainRule,
  weekdayCodes,
  type Frequency,
  type RuleParts,
  type Skip,
} from "./rule-parts.ts";

/** Why a text is not a rule, in words for the person who wrote it. */
export class RuleError extends Error {}

const frequencies: readonly Frequency[] = ["YEARLY", "MONTHLY", "WEEKLY", "DAILY"];
const tooFrequent = ["HOURLY", "MINUTELY", "SECONDLY"];
const skips: readonly Skip[] = ["OMIT", "FORWARD", "BACKWARD"];

/**
 * Reads the value of an RRULE property (RFC 5545 section 3.3.10, and SKIP of RFC 7529). The name
 * `RRULE:` may stand before it. Throws a RuleError for anything else, and for a frequency above daily:
 * a task is not due every second, and such rules serve only to keep a server busy.
 */
export function readRRule(text: string): RuleParts {
  const fields = splitFields(text);
  const parts = plainRule(readFrequency(fields.get("FREQ")));
  for (const [name, value] of fields) {
    const read = readers[name];
    if (read === undefined) throw new RuleError(`${name} is not a part of a recurrence rule`);
    read(parts, value);
  }
  if (fields.has("SKIP") && !fields.has("RSCALE"))
    throw new RuleError("SKIP needs RSCALE=GREGORIAN");
  const problem = checkRule(parts);
  if (problem !== null) throw new RuleError(problem);
  return parts;
}

function splitFields(text: string): Map<string, string> {
  const value = text
    .trim()
    .replace(/^RRULE:/i, "")
    .replace(/;$/, "")
    .toUpperCase();
  const fields = new Map<string, string>();
  for (const field of value.split(";")) {
    const match = /^([A-Z-]+)=(\S+)$/.exec(field);
    if (match === null) throw new RuleError("must look like FREQ=WEEKLY;BYDAY=MO,TH");
    const [, name = "", content = ""] = match;
    if (fields.has(name)) throw new RuleError(`${name} is given twice`);
    fields.set(name, content);
  }
  return fields;
}

function readFrequency(value: string | undefined): Frequency {
  if (value === undefined) throw new RuleError("FREQ is missing");
  if (tooFrequent.includes(value))
    throw new RuleError(`FREQ=${value} is too frequent: a task repeats daily at most`);
  const frequency = frequencies.find((name) => name === value);
  if (frequency === undefined) throw new RuleError("FREQ must be YEARLY, MONTHLY, WEEKLY or DAILY");
  return frequency;
}

const readers: Record<string, (parts: RuleParts, value: string) => void> = {
  FREQ: () => undefined,
  INTERVAL: (parts, value) => void (parts.interval = readNumber("INTERVAL", value, 1, 1_000_000)),
  COUNT: (parts, value) => void (parts.count = readNumber("COUNT", value, 1, 1_000_000_000_000)),
  UNTIL: (parts, value) => {
    parts.until = readUntil(value);
    if (parts.until === null)
      throw new RuleError("UNTIL must look like 20261231 or 20261231T235959Z");
  },
  WKST: (parts, value) => void (parts.weekStart = readWeekday("WKST", value)),
  RSCALE: (_parts, value) => {
    if (value !== "GREGORIAN") throw new RuleError("RSCALE must be GREGORIAN");
  },
  SKIP: (parts, value) => {
    parts.skip = skips.find((name) => name === value) ?? null;
    if (parts.skip === null) throw new RuleError("SKIP must be OMIT, FORWARD or BACKWARD");
  },
  BYMONTH: (parts, value) => void (parts.byMonth = readList("BYMONTH", value, 1, 12)),
  BYWEEKNO: (parts, value) => void (parts.byWeekNumber = readSignedList("BYWEEKNO", value, 53)),
  BYYEARDAY: (parts, value) => void (parts.byYearDay = readSignedList("BYYEARDAY", value, 366)),
  BYMONTHDAY: (parts, value) => void (parts.byMonthDay = readSignedList("BYMONTHDAY", value, 31)),
  BYDAY: (parts, value) => void (parts.byDay = readDays(value)),
  BYHOUR: (parts, value) => void (parts.byHour = readList("BYHOUR", value, 0, 23)),
  BYMINUTE: (parts, value) => void (parts.byMinute = readList("BYMINUTE", value, 0, 59)),
  // A leap second is read as second 59, as RFC 5545 section 3.3.12 asks of those who have none.
  BYSECOND: (parts, value) =>
    void (parts.bySecond = unique(
      readList("BYSECOND", value, 0, 60).map((second) => Math.min(second, 59)),
    )),
  BYSETPOS: (parts, value) => void (parts.bySetPosition = readSignedList("BYSETPOS", value, 366)),
};

function readNumber(name: string, text: string, least: number, most: number): number {
  const number = /^\+?\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= least && number <= most))
    throw new RuleError(`${name} must be a number from ${least} to ${most}`);
  return number;
}

function readList(name: string, value: string, least: number, most: number): number[] {
  return unique(value.split(",").map((text) => readNumber(name, text, least, most)));
}

function readSignedList(name: string, value: string, most: number): number[] {
  return unique(value.split(",").map((text) => readSigned(name, text, most)));
}

function readSigned(name: string, text: string, most: number): number {
  return text.startsWith("-")
    ? -readNumber(name, text.slice(1), 1, most)
    : readNumber(name, text, 1, most);
}

function readDays(value: string): RuleParts["byDay"] {
  const days = new Map<number, RuleParts["byDay"][number]>();
  for (const text of value.split(",")) {
    const weekday = readWeekday("BYDAY", text.slice(-2));
    const ordinal = text.length > 2 ? readSigned("BYDAY", text.slice(0, -2), 53) : 0;
    days.set(ordinal * 7 + weekday, { weekday, ordinal });
  }
  return [...days.values()].sort((a, b) => a.ordinal - b.ordinal || a.weekday - b.weekday);
}

function readWeekday(name: string, text: string): number {
  const weekday = weekdayCodes.findIndex((code) => code === text);
  if (weekday < 0) throw new RuleError(`${name} must be made of MO, TU, WE, TH, FR, SA, SU`);
  return weekday;
}

function unique(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}

import type { RecurrenceInput } from "@pakaura/contract/http";
import { writeRRule } from "./write-rrule.ts";
import { plainRule, weekdayCodes, type RuleParts } from "./rule-parts.ts";
import type { RecurrenceRule } from "./recurrence-rule.ts";

export type SimpleInput = Exclude<RecurrenceInput, { rrule: string }>;
export type PatternFields = Pick<
  RecurrenceRule,
  "pattern" | "interval" | "dayOfWeek" | "dayOfMonth" | "intervalDays"
>;

/** The parts of an RRULE that say the same as a simple pattern. */
export function partsOfPattern(input: SimpleInput): RuleParts {
  const interval = input.interval ?? 1;
  switch (input.pattern) {
    case "daily":
      return { ...plainRule("DAILY"), interval };
    case "weekly": {
      const days = new Set(input.day_of_week ?? []);
      const byDay = weekdayCodes.flatMap((code, weekday) =>
        days.has(code) ? [{ weekday, ordinal: 0 }] : [],
      );
      return { ...plainRule("WEEKLY"), interval, byDay };
    }
    case "monthly":
      return {
        ...plainRule("MONTHLY"),
        interval,
        byMonthDay: input.day_of_month === undefined ? [] : [input.day_of_month],
      };
    case "yearly":
      return { ...plainRule("YEARLY"), interval };
    case "custom":
      return { ...plainRule("DAILY"), interval: interval * input.interval_days };
    default:
      input satisfies never;
      throw new TypeError("An unknown pattern was let through");
  }
}

/** How a rule is answered: as the simple pattern that was asked for, or that its parts amount to, else as `rrule`. */
export function patternFields(parts: RuleParts, input: RecurrenceInput): PatternFields {
  const none = { dayOfWeek: null, dayOfMonth: null, intervalDays: null };
  if ("pattern" in input && input.pattern === "custom") {
    return {
      ...none,
      pattern: "custom",
      interval: input.interval ?? 1,
      intervalDays: input.interval_days,
    };
  }
  const interval = parts.interval;
  const dayOfWeek = parts.byDay.flatMap(({ weekday }) => weekdayCodes[weekday] ?? []);
  const dayOfMonth = parts.byMonthDay[0] ?? null;
  if (isSame(parts, "DAILY", {})) return { ...none, pattern: "daily", interval };
  if (isSame(parts, "WEEKLY", { byDay: parts.byDay.map((day) => ({ ...day, ordinal: 0 })) })) {
    return {
      ...none,
      pattern: "weekly",
      interval,
      dayOfWeek: dayOfWeek.length > 0 ? dayOfWeek : null,
    };
  }
  const isSimpleDay =
    parts.byMonthDay.length === 0 || (parts.byMonthDay.length === 1 && (dayOfMonth ?? 0) >= -1);
  if (isSimpleDay && isSame(parts, "MONTHLY", { byMonthDay: parts.byMonthDay })) {
    return { ...none, pattern: "monthly", interval, dayOfMonth };
  }
  if (isSame(parts, "YEARLY", {})) return { ...none, pattern: "yearly", interval };
  return { ...none, pattern: "rrule", interval };
}

/** True when a rule says nothing beyond its frequency, its interval, its end, its week and `days`. */
function isSame(
  parts: RuleParts,
  frequency: RuleParts["frequency"],
  days: Partial<RuleParts>,
): boolean {
  const { interval, count, until, weekStart } = parts;
  const plain = { ...plainRule(frequency), interval, count, until, weekStart, ...days };
  return writeRRule(parts) === writeRRule(plain);
}

/** The first day of the week changes nothing unless weeks are counted: then it is not worth saying. */
export function withoutIdleWeekStart(parts: RuleParts): RuleParts {
  const countsWeeks =
    parts.byWeekNumber.length > 0 ||
    (parts.frequency === "WEEKLY" && (parts.interval > 1 || parts.bySetPosition.length > 0));
  return countsWeeks ? parts : { ...parts, weekStart: 0 };
}

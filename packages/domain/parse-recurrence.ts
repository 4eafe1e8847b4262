import type { RecurrenceInput } from "@pakaura/contract/http";
import { isAllDay, normaliseDueDate, type DueDate } from "./due-date.ts";
import { firstDate } from "./first-date.ts";
import { dueToLocalTime } from "./local-time.ts";
import { readRRule, RuleError } from "./read-rrule.ts";
import { recurrenceLimits, walkedCount } from "./recurrence-limits.ts";
import type { RecurrenceRule } from "./recurrence-rule.ts";
import { ruleMatches } from "./rule-matches.ts";
import type { RuleParts } from "./rule-parts.ts";
import { untilFromDueDate } from "./rule-until.ts";
import { openSeries } from "./series.ts";
import { partsOfPattern, patternFields, withoutIdleWeekStart } from "./simple-patterns.ts";
import { writeRRule } from "./write-rrule.ts";

/** `firstWeekday` is how the person's week begins (`week_start` of their settings). */
export type RecurrenceContext = {
  dueDate: DueDate;
  timeZone: string;
  now: number;
  firstWeekday?: WeekStart;
};
export type WeekStart = "monday" | "saturday" | "sunday";
export type RecurrenceField = "interval" | "interval_days" | "count" | "until" | "rrule";
export type ParsedRecurrence = { rule: RecurrenceRule } | { error: string; field: RecurrenceField };

/** Days as a rule's parts number them. */
const weekStartDays: Record<WeekStart, number> = { monday: 0, saturday: 5, sunday: 6 };

/** A reason to refuse a recurrence, with the field of the request that it lies in. */
class RefusedRecurrence extends Error {
  readonly field: RecurrenceField;
  constructor(field: RecurrenceField, message: string) {
    super(message);
    this.field = field;
  }
}

/**
 * The series that a request asks for. `dueDate` is the task's, and becomes the first of the series;
 * without one `startsAt` of the answer is the first occurrence from now (`now` in milliseconds since
 * the epoch), which becomes the due date. Weeks that a pattern counts begin as the person's do, which the
 * rule says from then on (WKST); an RRULE says so itself (RFC 5545: else they begin on Monday). An error says what is wrong, and in which field.
 */
export function parseRecurrence(
  input: RecurrenceInput,
  context: RecurrenceContext,
): ParsedRecurrence {
  try {
    return { rule: toRule(input, context) };
  } catch (error) {
    if (error instanceof RefusedRecurrence) return { error: error.message, field: error.field };
    if (error instanceof RuleError) return { error: error.message, field: "rrule" };
    throw error;
  }
}

function toRule(input: RecurrenceInput, context: RecurrenceContext): RecurrenceRule {
  const parts = readParts(input, context);
  const fields = patternFields(parts, input);
  const startsAt = context.dueDate ?? firstDate(parts, fields.pattern, context);
  if (startsAt === null) throw neverComes();
  const rule: RecurrenceRule = {
    ...fields,
    rrule: writeRRule(parts),
    repeatFrom: input.from ?? "due_date",
    startsAt,
    active: true,
  };
  checkEnds(rule, context.timeZone);
  return rule;
}

function readParts(
  input: RecurrenceInput,
  { firstWeekday = "monday" }: RecurrenceContext,
): RuleParts {
  const given =
    "rrule" in input
      ? readRRule(input.rrule)
      : { ...partsOfPattern(input), weekStart: weekStartDays[firstWeekday] };
  const parts = withoutIdleWeekStart(withOptions(given, input));
  const intervalField = "interval_days" in input ? "interval_days" : "interval";
  if (parts.interval > recurrenceLimits.interval) {
    throw new RefusedRecurrence(intervalField, `must be at most ${recurrenceLimits.interval}`);
  }
  const mostCount = parts.skip === "FORWARD" ? walkedCount : recurrenceLimits.count;
  if ((parts.count ?? 1) > mostCount) {
    throw new RefusedRecurrence("count", `must be at most ${mostCount}`);
  }
  if (parts.count !== null && parts.until !== null) {
    throw new RefusedRecurrence("until", "cannot stand together with a count");
  }
  return parts;
}

/** The options beside a pattern or an rrule; what the rrule says itself may not be said again. */
function withOptions(parts: RuleParts, input: RecurrenceInput): RuleParts {
  const { interval = 1, count = null, until = null } = input;
  if (!("rrule" in input))
    return { ...parts, count, until: until === null ? null : readUntilOption(until) };
  if (parts.interval !== 1 && interval !== 1)
    throw new RefusedRecurrence("interval", "is given in the rrule as well");
  if (parts.count !== null && count !== null)
    throw new RefusedRecurrence("count", "is given in the rrule as well");
  if (parts.until !== null && until !== null)
    throw new RefusedRecurrence("until", "is given in the rrule as well");
  return {
    ...parts,
    interval: parts.interval * interval,
    count: parts.count ?? count,
    until: until === null ? parts.until : readUntilOption(until),
  };
}

function readUntilOption(text: string): RuleParts["until"] {
  const answer = normaliseDueDate(text);
  if ("error" in answer) throw new RefusedRecurrence("until", answer.error);
  return untilFromDueDate(answer.dueDate);
}

/** A series must not end before it starts, and its rule must take some date before the year 10000. */
function checkEnds(rule: RecurrenceRule, timeZone: string): void {
  const series = openSeries(rule, timeZone);
  const start = isAllDay(rule.startsAt)
    ? dueToLocalTime(rule.startsAt, timeZone)
    : Date.parse(rule.startsAt);
  if (start > series.until) throw new RefusedRecurrence("until", "must not be before the due date");
  if (
    ruleMatches(series.rule, series.start + 1).next().done &&
    ruleMatches(series.rule, series.start).next().done
  ) {
    throw neverComes();
  }
}

function neverComes(): RefusedRecurrence {
  return new RefusedRecurrence("rrule", "has no date that ever comes");
}

import type { RecurrenceInput } from "@pakaura/contract/http";
import { isAllDay, type DueDate } from "./due-date.ts";
import { firstDate } from "./first-date.ts";
import { dueToLocalTime } from "./local-time.ts";
import { RuleError } from "./read-rrule.ts";
import type { RecurrenceRule } from "./recurrence-rule.ts";
import { ruleMatches } from "./rule-matches.ts";
import {
  partsOfInput,
  RefusedRecurrence,
  type RecurrenceField,
  type WeekStart,
} from "./rule-of-input.ts";
import { openSeries } from "./series.ts";
import { patternFields } from "./simple-patterns.ts";
import { writeRRule } from "./write-rrule.ts";

/** `firstWeekday` is how the person's week begins (`week_start` of their settings). */
export type RecurrenceContext = {
  dueDate: DueDate;
  timeZone: string;
  now: number;
  firstWeekday?: WeekStart;
};
export type ParsedRecurrence = { rule: RecurrenceRule } | { error: string; field: RecurrenceField };

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
  const parts = partsOfInput(input, context.firstWeekday);
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

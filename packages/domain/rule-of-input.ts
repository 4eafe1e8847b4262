import type { RecurrenceInput } from "@pakaura/contract/http";
import { normaliseDueDate } from "./due-date.ts";
import { readRRule } from "./read-rrule.ts";
import { recurrenceLimits, walkedCount } from "./recurrence-limits.ts";
import type { RuleParts } from "./rule-parts.ts";
import { untilFromDueDate } from "./rule-until.ts";
import { partsOfPattern, withoutIdleWeekStart } from "./simple-patterns.ts";

/** How the person's week begins (`week_start` of their settings). */
export type WeekStart = "monday" | "saturday" | "sunday";
export type RecurrenceField = "interval" | "interval_days" | "count" | "until" | "rrule";

/** Days as a rule's parts number them. */
const weekStartDays: Record<WeekStart, number> = { monday: 0, saturday: 5, sunday: 6 };

/** A reason to refuse a recurrence, with the field of the request that it lies in. */
export class RefusedRecurrence extends Error {
  readonly field: RecurrenceField;
  constructor(field: RecurrenceField, message: string) {
    super(message);
    this.field = field;
  }
}

/**
 * The parts of the rule that a request asks for, whatever task it is for. Throws a RefusedRecurrence, or the
 * RuleError of an rrule that is none.
 */
export function partsOfInput(
  input: RecurrenceInput,
  firstWeekday: WeekStart = "monday",
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

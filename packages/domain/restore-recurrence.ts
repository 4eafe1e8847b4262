import type { RecurrenceInput } from "@pakaura/contract/http";
import { normaliseDueDate } from "./due-date.ts";
import { readRRule, RuleError } from "./read-rrule.ts";
import { walkedCount } from "./recurrence-limits.ts";
import type { RecurrenceRule } from "./recurrence-rule.ts";
import { ruleMatches } from "./rule-matches.ts";
import { openSeries } from "./series.ts";
import { partsOfPattern, patternFields, withoutIdleWeekStart } from "./simple-patterns.ts";
import { writeRRule } from "./write-rrule.ts";

type Told = Pick<
  RecurrenceRule,
  "pattern" | "interval" | "intervalDays" | "rrule" | "repeatFrom" | "startsAt" | "active"
>;

/**
 * A series as somebody wrote it down, as it is stored. Its rule decides: the pattern is what the rule
 * amounts to. Unlike that of a request it may have ended; one whose rule takes no day at all has been stopped.
 * An error says which field cannot be.
 */
export function restoreRecurrence(told: Told): { rule: RecurrenceRule } | { error: string } {
  try {
    const parts = withoutIdleWeekStart(readRRule(told.rrule));
    const start = normaliseDueDate(told.startsAt);
    if ("error" in start) return { error: `starts_at ${start.error}` };
    if (parts.skip === "FORWARD" && (parts.count ?? 1) > walkedCount)
      return { error: `rrule has a COUNT above ${walkedCount} beside SKIP` };
    const rrule = writeRRule(parts);
    const fields = patternFields(parts, customInput(told, rrule) ?? { rrule });
    const { repeatFrom } = told;
    const rule = { ...fields, rrule, repeatFrom, active: told.active, startsAt: start.dueDate };
    const series = openSeries(rule, "UTC");
    const hasDates = !ruleMatches(series.rule, series.start).next().done;
    return { rule: { ...rule, active: rule.active && hasDates } };
  } catch (error) {
    if (error instanceof RuleError) return { error: `rrule ${error.message}` };
    if (error instanceof RangeError) return { error: error.message };
    throw error;
  }
}

/** A number of days, given as such, is the one pattern that its rule does not tell from another. */
function customInput(told: Told, rrule: string): RecurrenceInput | null {
  if (told.pattern !== "custom" || told.intervalDays === null) return null;
  const { count, until } = readRRule(rrule);
  const input = {
    pattern: "custom",
    interval: told.interval,
    interval_days: told.intervalDays,
  } as const;
  return writeRRule({ ...partsOfPattern(input), count, until }) === rrule ? input : null;
}

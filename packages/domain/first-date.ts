import type { RecurrencePattern } from "@pakaura/contract/task";
import { dayMs } from "./calendar.ts";
import { toDateText, toEpochMs, toLocalTime } from "./local-time.ts";
import { compileRule, ruleMatches } from "./rule-matches.ts";
import { hasTimes, type RuleParts } from "./rule-parts.ts";

/**
 * The first date of a rule from now on, for a task that has no due date: a date in the user's time
 * zone, today included, or an instant still to come when the rule gives times (BYHOUR). The interval
 * has no meaning before there is a first date. Null when there is none, or the end comes before it.
 */
export function firstDate(
  parts: RuleParts,
  pattern: RecurrencePattern,
  options: { timeZone: string; now: number },
): string | null {
  const localNow = toLocalTime(options.now, options.timeZone);
  const today = Math.floor(localNow / dayMs) * dayMs;
  const isAllDay = !hasTimes(parts);
  const skip = pattern === "monthly" || pattern === "yearly" ? "FORWARD" : (parts.skip ?? "OMIT");
  const rule = compileRule({ ...parts, interval: 1 }, today, { isAllDay, skip });
  for (const local of ruleMatches(rule, today)) {
    if (isAllDay) return toDateText(local);
    const epochMs = toEpochMs(local, options.timeZone);
    if (epochMs > options.now) return new Date(epochMs).toISOString();
  }
  return null;
}

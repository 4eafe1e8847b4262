import { dueToLocalTime } from "./local-time.ts";
import { readRRule } from "./read-rrule.ts";
import type { RecurrenceRule } from "./recurrence-rule.ts";
import { openSeries, seriesTimes } from "./series.ts";
import { writeRRule } from "./write-rrule.ts";

/**
 * The series from one of its instances on, when a person gives that instance another due date and
 * means those that follow as well: it starts at `to`, and a COUNT loses what came before `from`.
 */
export function moveRecurrence(
  rule: RecurrenceRule,
  options: { from: string; to: string; timeZone: string },
): RecurrenceRule {
  const parts = readRRule(rule.rrule);
  // From completion, a COUNT counts instances, and moving one is none more and none less.
  if (parts.count === null || rule.repeatFrom === "completion")
    return { ...rule, startsAt: options.to };
  const series = openSeries(rule, options.timeZone);
  const moved = dueToLocalTime(options.from, options.timeZone);
  let passed = 0;
  for (const local of seriesTimes(series, -Infinity)) {
    if (local >= moved) break;
    passed += 1;
  }
  const count = Math.max(1, parts.count - passed);
  return { ...rule, startsAt: options.to, rrule: writeRRule({ ...parts, count }) };
}

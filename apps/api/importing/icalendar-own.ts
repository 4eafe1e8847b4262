import type { Findings } from "./icalendar-findings.ts";
import { readRule } from "./icalendar-rule.ts";
import { firstOf, type Todo } from "./icalendar-todo.ts";
import { writeRRule } from "@pakaura/domain/write-rrule";

/**
 * The recurrence of a task of our own feed, in its own words (`X-PAKAURA-RRULE`): it counts due dates, whatever the
 * dates beside it tell calendars. Null for any other task.
 */
export function ownRecurrence(
  todo: Todo,
  findings: Findings,
): { rrule: string; from: "due_date" | "completion" } | null {
  const property = firstOf(todo, "X-PAKAURA-RRULE");
  const rule = property === undefined ? null : readRule(property, findings);
  if (rule === null) return null;
  const isFromCompletion = property?.parameters.get("X-FROM")?.toLowerCase() === "completion";
  return { rrule: writeRRule(rule.parts), from: isFromCompletion ? "completion" : rule.from };
}

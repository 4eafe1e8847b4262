import { parseRecurrence } from "../../parse-recurrence.ts";
import { nextDates } from "../../recurrence.ts";
import type { SpokenAt } from "../moment.ts";
import { isSeries } from "../targets/match-filter.ts";
import type { AssistantTask } from "../world.ts";
import { recurrenceInput } from "./inverse.ts";

/** The date of a series that follows the one of this task; null where none does. */
export function nextDueDate(
  task: AssistantTask,
  { timeZone, weekStart, now }: SpokenAt,
): string | null {
  const input = isSeries(task) ? recurrenceInput(task.recurrence) : null;
  if (input === null || task.due_date === null) return null;
  const moment = { dueDate: task.due_date, timeZone, now };
  const parsed = parseRecurrence(input, { ...moment, firstWeekday: weekStart });
  return "rule" in parsed ? (nextDates(parsed.rule, moment)[0] ?? null) : null;
}

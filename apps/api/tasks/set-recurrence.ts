import { isDeepStrictEqual } from "node:util";
import type { RecurrenceInput } from "@pakaura/contract/http";
import { parseRecurrence } from "@pakaura/domain/recurrence";
import { Problem } from "@pakaura/service/problem";
import { uuidv7 } from "uuidv7";
import type { DecisionContext } from "./change.ts";
import type { StoredRule, StoredTask } from "./stored-task.ts";
import { dueColumns } from "./task-fields.ts";
import { dueDateOf } from "./to-task.ts";

/**
 * The columns that a recurrence sets. A series keeps its rule's row when it is changed, because all
 * its instances share it; the same recurrence again changes nothing. A task without a due date gets
 * the first occurrence from now. Throws `validation_failed` for a rule that cannot be.
 */
export function recurrenceColumns(
  task: StoredTask,
  input: RecurrenceInput,
  context: DecisionContext,
): Partial<StoredTask> {
  const dueDate = dueDateOf(task);
  const { timeZone, now, weekStart: firstWeekday } = context;
  const result = parseRecurrence(input, { dueDate, timeZone, now, firstWeekday });
  if ("error" in result) {
    throw new Problem("validation_failed", "The recurrence is not valid.", {
      errors: [{ field: "recurrence", code: "invalid_recurrence", message: result.error }],
    });
  }
  const due = dueDate === null ? dueColumns(result.rule.startsAt, timeZone) : {};
  const startsNumber = task.occurrenceNumber;
  const setAt = new Date(now).toISOString();
  const rule = { ...result.rule, id: task.rule?.id ?? uuidv7(), startsNumber, setAt };
  if (task.rule !== null && isSame(task.rule, rule, input)) return due;
  return { ...due, rule, occurrence: dueDate ?? rule.startsAt };
}

/**
 * Whether the rule that was asked for says what the series says; where and when a series began is no part
 * of that. A pattern leaves the first day of the week to the settings: those of when the series was set
 * stay with it.
 */
function isSame(known: StoredRule, asked: StoredRule, input: RecurrenceInput): boolean {
  const said = ({ rrule, ...rule }: StoredRule) => ({
    ...rule,
    startsAt: "",
    startsNumber: 0,
    setAt: "",
    rrule: "pattern" in input ? rrule.replace(/;WKST=[A-Z]{2}/, "") : rrule,
  });
  return isDeepStrictEqual(said(known), said(asked));
}

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
  const { timeZone, now } = context;
  const result = parseRecurrence(input, { dueDate, timeZone, now });
  if ("error" in result) {
    throw new Problem("validation_failed", "The recurrence is not valid.", {
      errors: [{ field: "recurrence", code: "invalid_recurrence", message: result.error }],
    });
  }
  const due = dueDate === null ? dueColumns(result.rule.startsAt, timeZone) : {};
  const startsNumber = task.occurrenceNumber;
  const setAt = new Date(now).toISOString();
  const rule = { ...result.rule, id: task.rule?.id ?? uuidv7(), startsNumber, setAt };
  if (task.rule !== null && isSame(task.rule, rule)) return due;
  return { ...due, rule, occurrence: dueDate ?? rule.startsAt };
}

/** Whether two rules say the same; where and when a series began is no part of what it says. */
function isSame(one: StoredRule, other: StoredRule): boolean {
  const noStart = { startsAt: "", startsNumber: 0, setAt: "" };
  return isDeepStrictEqual({ ...one, ...noStart }, { ...other, ...noStart });
}

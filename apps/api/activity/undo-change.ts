import { isDeepStrictEqual } from "node:util";
import { updateTaskSchema } from "@pakaura/contract/http";
import type { FieldError } from "@pakaura/contract/problem";
import type { FieldChanges } from "@pakaura/contract/task";
import { loggedFields, loggedValue, unsetFields } from "@pakaura/domain/field-changes";
import { z } from "zod";
import { type Change, changed, type DecisionContext, toChange } from "../tasks/change.ts";
import { completeTask, uncompleteTask } from "../tasks/complete-task.ts";
import { deleteTask, restoreTask } from "../tasks/delete-task.ts";
import type { StoredTask } from "../tasks/stored-task.ts";
import { toTask } from "../tasks/to-task.ts";
import { updateTask } from "../tasks/update-task.ts";
import type { ActivityRow } from "./activity-row.ts";

const loggedRuleSchema = z.object({
  rrule: z.string(),
  from: z.enum(["due_date", "completion"]),
  active: z.boolean(),
});

/** The fields that stand in the way: what the entry's change left is no longer what they hold. */
export function fieldsChangedSince(
  task: StoredTask,
  entry: ActivityRow,
  context: DecisionContext,
): FieldError[] {
  if ((task.deletedAt !== null) !== (entry.action === "task.deleted")) {
    return [conflict("deleted_at", "the task was moved to the trash or out of it since")];
  }
  if (entry.action === "recurrence.stopped") {
    return task.rule?.active === false ? [] : [conflict("recurrence", "has changed since")];
  }
  const now = toTask(task, context);
  const isNew = entry.action === "task.created";
  return loggedFields
    .filter((field) => isNew || field in entry.changes)
    .filter((field) => {
      const left = entry.changes[field]?.new ?? (isNew ? unsetFields[field] : null);
      return !isDeepStrictEqual(loggedValue(now, field), left);
    })
    .map((field) => conflict(field, "has changed since"));
}

/** What takes an entry's change back. The task must be as the change left it (`fieldsChangedSince`). */
export function undoChange(
  task: StoredTask,
  entry: ActivityRow,
  context: DecisionContext,
): Change[] {
  switch (entry.action) {
    case "task.created":
    case "task.restored":
      return deleteTask(task, context);
    case "task.deleted":
      return restoreTask(task, context);
    case "task.completed":
      return uncompleteTask(task, context);
    case "task.uncompleted":
      return completeTask(task, context);
    case "recurrence.stopped":
      return continueSeries(task, context);
    default:
      return revertFields(task, entry.changes, context);
  }
}

function continueSeries(task: StoredTask, context: DecisionContext): Change[] {
  if (task.rule === null) return [];
  const after = changed(task, { rule: { ...task.rule, active: true } }, context);
  return [toChange("task.updated", task, after, context)];
}

/** One update to the old values, the recurrence included: `next_dates` follow from it. */
function revertFields(task: StoredTask, changes: FieldChanges, context: DecisionContext): Change[] {
  const { recurrence, ...others } = changes;
  const oldRule =
    recurrence === undefined ? undefined : loggedRuleSchema.nullable().parse(recurrence.old);
  const body = updateTaskSchema.parse({
    ...Object.fromEntries(Object.entries(others).map(([field, { old }]) => [field, old])),
    ...(oldRule ? { recurrence: { rrule: oldRule.rrule, from: oldRule.from } } : {}),
  });
  // Without its rule first, so that clearing the due date again is not answered with a new one.
  const isRuleNew = oldRule === null;
  const base = isRuleNew ? { ...task, rule: null, occurrence: null } : task;
  const reverted = updateTask(base, body, context).at(-1)?.after ?? base;
  const rule =
    oldRule && reverted.rule ? { ...reverted.rule, active: oldRule.active } : reverted.rule;
  return [toChange("task.updated", task, changed(task, { ...reverted, rule }, context), context)];
}

function conflict(field: string, message: string): FieldError {
  return { field, code: "changed_since", message };
}

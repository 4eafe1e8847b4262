import type { EditScope, UpdateTask } from "@pakaura/contract/http";
import { moveRecurrence } from "@pakaura/domain/move-recurrence";
import { nextOccurrences } from "@pakaura/domain/recurrence";
import { Problem } from "@pakaura/service/problem";
import { type Change, changed, type DecisionContext, toChange } from "./change.ts";
import { recurrenceColumns } from "./set-recurrence.ts";
import { seriesValuesAfter } from "../series/series-values.ts";
import { stopRecurrence } from "./stop-recurrence.ts";
import type { StoredTask } from "./stored-task.ts";
import { dueColumns, storedFields } from "./task-fields.ts";
import { dueDateOf } from "./to-task.ts";

/**
 * Merges the given fields into a task: nothing when none of them differs. `recurrence: null` stops the
 * series, which is an event of its own. A task that goes on repeating has a due date: clearing that alone
 * throws `validation_failed`. In a series, `scope` says whether the instances that follow
 * have the new values too; a recurrence is always that of the whole series.
 */
export function updateTask(
  task: StoredTask,
  body: UpdateTask,
  context: DecisionContext,
  scope: EditScope = "following",
): Change[] {
  const { recurrence, ...fields } = body;
  if (recurrence === undefined && fields.due_date === null) requireNoSeries(task);
  let after = { ...task, ...storedFields(fields, context.timeZone) };
  if (recurrence) after = { ...after, ...recurrenceColumns(after, recurrence, context) };
  else if (recurrence === undefined) {
    after = { ...after, ...firstOccurrence(after, context) };
    if (scope === "following") after = followDueDate(task, after, context);
  }
  if (after.rule !== null)
    after = { ...after, seriesValues: seriesValuesAfter(task, after, scope) };
  const update = toChange("task.updated", task, changed(task, after, context), context);
  const changes = Object.keys(update.changedFields).length === 0 ? [] : [update];
  const latest = changes[0]?.after ?? task;
  return recurrence === null ? [...changes, ...stopRecurrence(latest, context)] : changes;
}

function requireNoSeries(task: StoredTask): void {
  if (task.rule === null || !task.rule.active) return;
  const message = "cannot be cleared while the task repeats: end the recurrence with it (null)";
  throw new Problem("validation_failed", "A recurring task has a due date.", {
    errors: [{ field: "due_date", code: "needed_by_recurrence", message }],
  });
}

/** A series goes on from the due date that its instance was moved to. */
function followDueDate(
  before: StoredTask,
  after: StoredTask,
  context: DecisionContext,
): StoredTask {
  const from = dueDateOf(before);
  const to = dueDateOf(after);
  if (after.rule === null || from === null || to === null || from === to) return after;
  const { timeZone, now } = context;
  const moved = moveRecurrence(after.rule, { from, to, timeZone });
  return {
    ...after,
    occurrence: to,
    rule: { ...after.rule, ...moved, setAt: new Date(now).toISOString() },
  };
}

/** A recurring task always has a due date: one that was stored without gets the first occurrence from now. */
function firstOccurrence(task: StoredTask, context: DecisionContext): Partial<StoredTask> {
  if (task.dueAt !== null || task.rule === null || !task.rule.active) return {};
  const { timeZone, now } = context;
  const after = new Date(now).toISOString();
  const [first] = nextOccurrences(task.rule, { after, timeZone, count: 1 });
  return dueColumns(first ?? null, timeZone);
}

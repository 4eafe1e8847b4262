import { type Change, changed, type DecisionContext, toChange } from "./change.ts";
import type { StoredTask } from "./stored-task.ts";

/** Ends the series of a task and keeps all its instances (FR-009). Without an active series, nothing. */
export function stopRecurrence(task: StoredTask, context: DecisionContext): Change[] {
  if (task.rule === null || !task.rule.active) return [];
  const after = changed(task, { rule: { ...task.rule, active: false } }, context);
  return [toChange("recurrence.stopped", task, after, context)];
}

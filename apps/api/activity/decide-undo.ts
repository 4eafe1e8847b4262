import type { FieldError } from "@pakaura/contract/problem";
import { isUndoable } from "@pakaura/domain/undoable";
import { Problem } from "@pakaura/service/problem";
import { etagOf } from "../http/if-match.ts";
import { notFound } from "../http/path-parameter.ts";
import type { Change, DecisionContext } from "../tasks/change.ts";
import { toTask } from "../tasks/to-task.ts";
import { json } from "../writes/answer.ts";
import type { Decision, Tasks } from "../writes/job.ts";
import { Overlay } from "../writes/overlay.ts";
import { type ActivityRow, toActivityEntry } from "./activity-row.ts";
import { fieldsChangedSince, undoChange } from "./undo-change.ts";

export type UndoPlan = { changes: Change[]; tasks: Tasks; conflicts: FieldError[] };

/**
 * What takes back the entries of one step, newest first, each upon what the later ones leave. With
 * conflicts, which are named by field (of one task) or as `tasks.<id>.<field>`, nothing may be done.
 */
export function planUndo(
  step: readonly ActivityRow[],
  tasks: Tasks,
  context: DecisionContext,
): UndoPlan {
  const overlay = new Overlay(tasks.all());
  const changes: Change[] = [];
  const conflicts = new Map<string, FieldError[]>();
  for (const entry of step.toSorted((one, other) => other.sequence - one.sequence)) {
    // Whatever else follows from the first conflict of a task says nothing new.
    if (conflicts.has(entry.task_id)) continue;
    const found = undoOne(entry, overlay, context);
    if ("conflicts" in found) conflicts.set(entry.task_id, found.conflicts);
    else {
      overlay.apply(found.changes);
      changes.push(...found.changes);
    }
  }
  const isOfMany = new Set(step.map((entry) => entry.task_id)).size > 1;
  return {
    changes,
    tasks: overlay,
    conflicts: [...conflicts].flatMap(([id, errors]) =>
      errors.map((error) => (isOfMany ? { ...error, field: `tasks.${id}.${error.field}` } : error)),
    ),
  };
}

function undoOne(
  entry: ActivityRow,
  tasks: Tasks,
  context: DecisionContext,
): { conflicts: FieldError[] } | { changes: Change[] } {
  if (!isUndoable(toActivityEntry(entry, false))) {
    return { conflicts: [refusal("action", "cannot be undone")] };
  }
  const task = tasks.get(entry.task_id);
  if (task === undefined) return { conflicts: [refusal("deleted_at", "the task is gone")] };
  const conflicts = fieldsChangedSince(task, entry, context);
  if (conflicts.length > 0) return { conflicts };
  try {
    return { changes: undoChange(task, entry, context) };
  } catch (error) {
    // An old recurrence may have ended by now, and is then refused like a new one.
    if (error instanceof Problem) return { conflicts: error.errors ?? [] };
    throw error;
  }
}

/**
 * Takes back a step, all or nothing, and answers the task of `entry` as it is then. Throws
 * `undo_conflict` naming every field that stands in the way.
 */
export function decideUndo(
  entry: ActivityRow,
  step: readonly ActivityRow[],
  tasks: Tasks,
  context: DecisionContext,
): Decision {
  const plan = planUndo(step, tasks, context);
  if (plan.conflicts.length > 0) {
    const names = [...new Set(plan.conflicts.map(({ field }) => field))].slice(0, 10);
    const detail = `This cannot be undone, because of: ${names.join(", ")}.`;
    throw new Problem("undo_conflict", detail, { errors: plan.conflicts });
  }
  const stored = plan.tasks.get(entry.task_id);
  if (stored === undefined) throw notFound();
  const headers = { etag: etagOf(stored.version) };
  return { changes: plan.changes, answer: json(200, toTask(stored, context), headers) };
}

function refusal(field: string, message: string): FieldError {
  return { field, code: "not_undoable", message };
}

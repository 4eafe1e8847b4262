import type { ActivityEntry } from "@pakaura/contract/events";
import { isUndoable } from "@pakaura/domain/undoable";
import type pg from "pg";
import type { DecisionContext } from "../tasks/change.ts";
import { readTasks } from "../tasks/task-row.ts";
import { Overlay } from "../writes/overlay.ts";
import { type ActivityRow, toActivityEntry } from "./activity-row.ts";
import { planUndo } from "./decide-undo.ts";
import { stepKey } from "./read-step.ts";

/**
 * Entries as they are answered: undoable is what could be taken back right now. Of a step that goes
 * on beyond these rows only what is here is looked at; undoing it looks at all.
 */
export async function markUndoable(
  pool: pg.Pool,
  rows: ActivityRow[],
  context: DecisionContext,
): Promise<ActivityEntry[]> {
  const candidates = rows.filter((row) => isUndoable(toActivityEntry(row, false)));
  const ids = [...new Set(candidates.map((row) => row.task_id))];
  const tasks = new Overlay(ids.length === 0 ? [] : await readTasks(pool, context.userId, ids));
  const undoable = new Set<string>();
  for (const [key, step] of Map.groupBy(rows, stepKey)) {
    if (planUndo(step, tasks, context).conflicts.length === 0) undoable.add(key);
  }
  return rows.map((row) => toActivityEntry(row, undoable.has(stepKey(row))));
}

import { Problem } from "@pakaura/service/problem";
import { planUndo } from "../activity/decide-undo.ts";
import { toTask } from "../tasks/to-task.ts";
import type { Deed } from "./carry-out.ts";
import type { KeptTurn } from "./conversations.ts";
import { backOf } from "./put-off.ts";

/**
 * Takes back what turns did, the newest of them first, all of it or nothing, as the log's own undo would; reminders are as
 * they were. Deciding throws `undo_conflict` when a task has changed since.
 */
export function undoDeed(turns: readonly KeptTurn[]): Deed {
  const step = turns.toReversed().flatMap((turn) => turn.step);
  const rows = step.map((row, sequence) => ({ ...row, sequence, time: new Date(row.time) }));
  const reminders = backOf(turns);
  const named = [...step.map(({ task_id: id }) => id), ...reminders.map(({ taskId }) => taskId)];
  const taskIds = [...new Set(named)];
  return {
    taskIds,
    decide: (tasks, context) => {
      const plan = planUndo(rows, tasks, context);
      if (plan.conflicts.length > 0)
        throw new Problem("undo_conflict", "The tasks have changed since then.", {
          errors: plan.conflicts,
        });
      const items = taskIds.flatMap((id) => {
        const task = plan.tasks.get(id);
        return task === undefined ? [] : [toTask(task, context)];
      });
      return { changes: plan.changes, tasks: items };
    },
    reminders,
  };
}

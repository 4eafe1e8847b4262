import type { Change, DecisionContext } from "../tasks/change.ts";
import { deleteTask } from "../tasks/delete-task.ts";
import { stopRecurrence } from "../tasks/stop-recurrence.ts";
import type { StoredTask } from "../tasks/stored-task.ts";
import type { Tasks } from "../writes/job.ts";

/**
 * Ends the series of a task and moves it to the trash with every open instance. What was completed
 * stays. A task without a series is deleted alone.
 */
export function deleteSeries(task: StoredTask, tasks: Tasks, context: DecisionContext): Change[] {
  const stopped = stopRecurrence(task, context);
  const last = stopped.at(-1)?.after ?? task;
  const others = tasks
    .all()
    .filter(({ id, rule }) => id !== task.id && rule !== null && rule.id === last.rule?.id)
    .map((other) => ({ ...other, rule: last.rule }));
  return [...stopped, ...[last, ...others].flatMap((one) => deleteTask(one, context))];
}

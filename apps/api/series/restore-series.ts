import type { Change, DecisionContext } from "../tasks/change.ts";
import { restoreTask } from "../tasks/delete-task.ts";
import type { StoredTask } from "../tasks/stored-task.ts";
import { isTakenBack } from "./is-taken-back.ts";
import type { Tasks } from "../writes/job.ts";

/**
 * Takes the deletion of a series back: the instances that went into the trash together are there again,
 * and the series goes on. A task without a series is restored alone.
 */
export function restoreSeries(task: StoredTask, tasks: Tasks, context: DecisionContext): Change[] {
  if (task.rule === null || task.deletedAt === null) return restoreTask(task, context);
  const rule = { ...task.rule, active: true };
  return tasks
    .all()
    .filter((one) => one.rule?.id === rule.id && one.deletedAt === task.deletedAt)
    .filter((one) => !isTakenBack(one))
    .flatMap((one) => restoreTask(one, context, { rule }));
}

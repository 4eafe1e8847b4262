import type { Queryable } from "@pakaura/database/connection";
import type { StoredTask } from "../tasks/stored-task.ts";
import {
  taskColumns,
  type TaskRow,
  taskTables,
  taskTypes,
  toStoredTask,
} from "../tasks/task-row.ts";

/** The users' tasks of these ids, each with the instance that follows it in its series. */
export async function readSteps(
  queryable: Queryable,
  userIds: string[],
  taskIds: string[],
): Promise<StoredTask[]> {
  const { rows } = await queryable.query<TaskRow>({
    name: "series-steps",
    text: `select ${taskColumns} from ${taskTables}
      where t.id in (
        select id from tasks where id = any($1::uuid[]) and user_id = any($2::uuid[])
        union all
        select next.id from tasks join tasks as next on next.user_id = tasks.user_id
          and next.recurrence_rule_id = tasks.recurrence_rule_id
          and next.occurrence_number = tasks.occurrence_number + 1
        where tasks.id = any($1::uuid[]) and tasks.user_id = any($2::uuid[]))`,
    values: [taskIds, userIds],
    types: taskTypes,
  });
  return rows.map(toStoredTask);
}

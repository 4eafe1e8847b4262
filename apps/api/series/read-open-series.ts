import type { Queryable } from "@pakaura/database/connection";
import type { StoredTask } from "../tasks/stored-task.ts";
import {
  taskColumns,
  type TaskRow,
  taskTables,
  taskTypes,
  toStoredTask,
} from "../tasks/task-row.ts";

/**
 * The user's task of this id with the open instances of its series: those that are not in the trash,
 * or those that were moved there at the same time as it.
 */
export async function readOpenSeries(
  queryable: Queryable,
  userId: string,
  taskId: string,
): Promise<StoredTask[]> {
  const { rows } = await queryable.query<TaskRow>({
    name: "open-series",
    text: `select ${taskColumns} from ${taskTables}
      where t.user_id = $1 and (t.id = $2
        or (t.completed_at is null
          and t.recurrence_rule_id =
            (select recurrence_rule_id from tasks where id = $2 and user_id = $1)
          and t.deleted_at is not distinct from
            (select deleted_at from tasks where id = $2 and user_id = $1)))
      order by t.occurrence_number`,
    values: [userId, taskId],
    types: taskTypes,
  });
  return rows.map(toStoredTask);
}

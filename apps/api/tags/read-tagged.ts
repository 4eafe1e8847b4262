import type { Queryable } from "@pakaura/database/connection";
import {
  taskColumns,
  type TaskRow,
  taskTables,
  taskTypes,
  toStoredTask,
} from "../tasks/task-row.ts";
import type { StoredTask } from "../tasks/stored-task.ts";

/** All tasks of the user with this tag, the trash included. */
export async function readTasksWithTag(
  queryable: Queryable,
  userId: string,
  tag: string,
): Promise<StoredTask[]> {
  const { rows } = await queryable.query<TaskRow>({
    name: "tasks-with-tag",
    text: `select ${taskColumns} from ${taskTables}
      where t.user_id = $1 and t.tags @> array[$2]::text[] order by t.created_at, t.id`,
    values: [userId, tag],
    types: taskTypes,
  });
  return rows.map(toStoredTask);
}

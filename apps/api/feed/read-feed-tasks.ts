import type pg from "pg";
import type { StoredTask } from "../tasks/stored-task.ts";
import {
  taskColumns,
  type TaskRow,
  taskTables,
  taskTypes,
  toStoredTask,
} from "../tasks/task-row.ts";

/** Completed tasks stay in the feed for this long. */
const completedDays = 30;

/** The open tasks of a user and those that were completed lately. */
export async function readFeedTasks(pool: pg.Pool, userId: string): Promise<StoredTask[]> {
  const { rows } = await pool.query<TaskRow>({
    name: "feed-tasks",
    text: `select ${taskColumns} from ${taskTables}
      where t.user_id = $1 and t.deleted_at is null
        and (t.completed_at is null or t.completed_at > now() - make_interval(days => $2))
      order by t.created_at, t.id`,
    values: [userId, completedDays],
    types: taskTypes,
  });
  return rows.map(toStoredTask);
}

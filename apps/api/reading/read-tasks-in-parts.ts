import type pg from "pg";
import type { StoredTask } from "../tasks/stored-task.ts";
import {
  taskColumns,
  type TaskRow,
  taskTables,
  taskTypes,
  toStoredTask,
} from "../tasks/task-row.ts";

const tasksPerPart = 200;

/** The tasks of a condition on `t`, in the order in which they were created, some at a time. In a transaction. */
export async function* readTasksInParts(
  client: pg.PoolClient,
  condition: string,
  values: unknown[],
): AsyncGenerator<StoredTask[]> {
  await client.query({
    text: `declare tasks_in_parts no scroll cursor for select ${taskColumns} from ${taskTables}
      where ${condition} order by t.created_at, t.id`,
    values,
  });
  for (;;) {
    const { rows } = await client.query<TaskRow>({
      text: `fetch ${tasksPerPart} from tasks_in_parts`,
      types: taskTypes,
    });
    if (rows.length === 0) return;
    yield rows.map(toStoredTask);
  }
}

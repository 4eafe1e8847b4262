import { readEpoch } from "@pakaura/database/event-log";
import type pg from "pg";
import {
  taskColumns,
  type TaskRow,
  taskTables,
  taskTypes,
  toStoredTask,
} from "../tasks/task-row.ts";
import { toTask, type View } from "../tasks/to-task.ts";
import { plainColumns, plainTaskJson, type PlainRow } from "./plain-task-json.ts";

/** Every parser off: rows go from the database's text to JSON text. */
const asText: pg.CustomTypesConfig = { getTypeParser: () => (text: string) => text };

/**
 * All tasks of the user, without or with those in the trash, as JSON text, with the sequence that
 * they stand at: events after it lead on from here. Read in one transaction, so that the two agree.
 */
export async function readSnapshot(
  pool: pg.Pool,
  userId: string,
  view: View,
  includesDeleted: boolean,
): Promise<string> {
  const isWanted = includesDeleted ? "true" : "t.deleted_at is null";
  const suffix = includesDeleted ? "-all" : "";
  const epoch = await readEpoch(pool);
  const client = await pool.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    const streams = await client.query<{ sequence: number }>(
      "select sequence from streams where user_id = $1",
      [userId],
    );
    const plain = await client.query<PlainRow>({
      name: `snapshot-plain${suffix}`,
      text: `select ${plainColumns} from tasks t
        where user_id = $1 and ${isWanted} and recurrence_rule_id is null`,
      values: [userId],
      rowMode: "array",
      types: asText,
    });
    const recurring = await client.query<TaskRow>({
      name: `snapshot-recurring${suffix}`,
      text: `select ${taskColumns} from ${taskTables}
        where t.user_id = $1 and ${isWanted} and t.recurrence_rule_id is not null`,
      values: [userId],
      types: taskTypes,
    });
    await client.query("commit");
    client.release();
    const now = new Date(view.now).toISOString();
    const items = [
      ...plain.rows.map((row) => plainTaskJson(row, now)),
      ...recurring.rows.map((row) => JSON.stringify(toTask(toStoredTask(row), view))),
    ];
    const sequence = Number(streams.rows[0]?.sequence ?? 0);
    return `{"epoch":${JSON.stringify(epoch)},"sequence":${sequence},"items":[${items.join(",")}]}`;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

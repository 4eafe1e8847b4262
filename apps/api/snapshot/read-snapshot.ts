import { takenBackCondition } from "../series/is-taken-back.ts";
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
import { takeTurns } from "./take-turns.ts";

/** Every parser off: rows go from the database's text to JSON text. */
const asText: pg.CustomTypesConfig = { getTypeParser: () => (text: string) => text };

const chunkLength = 65_536;

/**
 * All tasks of the user, without or with those in the trash, as the bytes of JSON, with the sequence that
 * they stand at: events after it lead on from here. Read in one transaction, so that the two agree.
 */
export async function readSnapshot(
  pool: pg.Pool,
  userId: string,
  view: View,
  includesDeleted: boolean,
): Promise<Buffer[]> {
  const epoch = await readEpoch(pool);
  const { sequence, ...rows } = await readRows(pool, userId, includesDeleted);
  const head = `{"epoch":${JSON.stringify(epoch)},"sequence":${sequence},"items":[`;
  return writeItems(head, rows, view);
}

type Rows = { plain: PlainRow[]; recurring: TaskRow[] };

async function readRows(
  pool: pg.Pool,
  userId: string,
  includesDeleted: boolean,
): Promise<Rows & { sequence: number }> {
  const isWanted = includesDeleted ? `not ${takenBackCondition}` : "t.deleted_at is null";
  const suffix = includesDeleted ? "-all" : "";
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
    const sequence = Number(streams.rows[0]?.sequence ?? 0);
    return { sequence, plain: plain.rows, recurring: recurring.rows };
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** In turns: the dates of 20,000 series take seconds, and as one text they would be copied again and again. */
async function writeItems(head: string, rows: Rows, view: View): Promise<Buffer[]> {
  const turn = takeTurns();
  const now = new Date(view.now).toISOString();
  const chunks: Buffer[] = [];
  let text = head;
  let separator = "";
  const add = (item: string): void => {
    text += separator + item;
    separator = ",";
    if (text.length < chunkLength) return;
    chunks.push(Buffer.from(text));
    text = "";
  };
  for (const row of rows.plain) {
    await turn();
    add(plainTaskJson(row, now));
  }
  for (const row of rows.recurring) {
    await turn();
    add(JSON.stringify(toTask(toStoredTask(row), view)));
  }
  chunks.push(Buffer.from(`${text}]}`));
  return chunks;
}

import type { ActivityEntry } from "@pakaura/contract/events";
import type { Pool } from "pg";

/** An entry with what only the table keeps. */
export type ActivityRow = ActivityEntry & { user_id: string; correlation_id: string };

const insertRows = {
  name: "insert-activity-rows",
  text: `insert into activity_log
    (id, user_id, time, action, actor, actor_detail, task_id, task_title, changes, sentence, event_id, sequence, correlation_id)
  select id, user_id, time, action, actor, actor_detail, task_id, task_title, changes, sentence, event_id, sequence, correlation_id
  from jsonb_to_recordset($1::jsonb) as row(
    id uuid, user_id uuid, time timestamptz, action text, actor text, actor_detail text, task_id uuid,
    task_title text, changes jsonb, sentence text, event_id uuid, sequence bigint, correlation_id text)
  on conflict do nothing`,
};

/** PostgreSQL stores neither NUL nor half a surrogate pair in text, which JSON may both carry. */
function storable(_key: string, value: unknown): unknown {
  return typeof value === "string" ? value.replaceAll("\0", "\uFFFD").toWellFormed() : value;
}

/**
 * Writes the entries in one statement. Those that stand already are left as they are: the log is
 * never edited.
 */
export async function insertEntries(pool: Pick<Pool, "query">, rows: ActivityRow[]): Promise<void> {
  // In one order whoever writes: two writers with the same rows then wait for each other, without a deadlock.
  const ordered = rows.toSorted((one, other) => (one.event_id < other.event_id ? -1 : 1));
  await pool.query({ ...insertRows, values: [JSON.stringify(ordered, storable)] });
}

import type { ExportActivityQuery } from "@pakaura/contract/http";
import type pg from "pg";
import { SqlValues } from "../http/sql-values.ts";
import { activityCondition, type ActivityScope } from "./activity-condition.ts";
import { activityColumns, type ActivityRow, toActivityEntry } from "./activity-row.ts";
import { csvLine } from "./csv-line.ts";

type Entry = Omit<ReturnType<typeof toActivityEntry>, "undoable">;

const rowsPerRead = 1_000;

/**
 * The log as a file, written as it is read: memory does not grow with its length, and no transaction
 * stays open while somebody downloads slowly. Without `undoable`, which is true of a moment only.
 * Throws `validation_failed` for a date that does not exist.
 */
export function exportActivity(
  pool: pg.Pool,
  scope: ActivityScope,
  query: ExportActivityQuery,
): AsyncIterable<string> {
  const values = new SqlValues();
  const condition = activityCondition(query, scope, values);
  const pages = readPages(pool, condition, values.list);
  return query.format === "csv" ? toCsv(pages) : toJson(pages);
}

async function* readPages(
  pool: pg.Pool,
  condition: string,
  values: unknown[],
): AsyncGenerator<Entry[]> {
  let before = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const { rows } = await pool.query<ActivityRow>(
      `select ${activityColumns} from activity_log
       where ${condition} and sequence < $${values.length + 1}::bigint
       order by sequence desc limit ${rowsPerRead}`,
      [...values, before],
    );
    yield rows.map(toEntry);
    const last = rows.at(-1);
    if (last === undefined || rows.length < rowsPerRead) return;
    before = last.sequence;
  }
}

function toEntry(row: ActivityRow): Entry {
  const { undoable: _, ...entry } = toActivityEntry(row, false);
  return entry;
}

async function* toCsv(pages: AsyncIterable<Entry[]>): AsyncGenerator<string> {
  yield csvLine([
    "time",
    "sentence",
    "action",
    "actor",
    "actor_detail",
    "task_title",
    "task_id",
    "changes",
    "sequence",
    "id",
    "event_id",
  ]);
  for await (const page of pages) {
    yield page
      .map((entry) =>
        csvLine([
          entry.time,
          entry.sentence,
          entry.action,
          entry.actor,
          entry.actor_detail ?? "",
          entry.task_title,
          entry.task_id,
          JSON.stringify(entry.changes),
          String(entry.sequence),
          entry.id,
          entry.event_id,
        ]),
      )
      .join("");
  }
}

async function* toJson(pages: AsyncIterable<Entry[]>): AsyncGenerator<string> {
  yield "[";
  let separator = "\n";
  for await (const page of pages) {
    let text = "";
    for (const entry of page) {
      text += separator + JSON.stringify(entry);
      separator = ",\n";
    }
    yield text;
  }
  yield "\n]\n";
}

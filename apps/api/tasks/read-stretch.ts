import type pg from "pg";
import type { ListTasksQuery } from "@pakaura/contract/http";
import type { Cursor } from "../http/cursor.ts";
import { SqlValues } from "../http/sql-values.ts";
import { listCondition, type ListView } from "./list-filter.ts";
import { type Direction, sorts, type Stretch, stretchCondition } from "./list-order.ts";
import type { StoredTask } from "./stored-task.ts";
import { taskColumns, type TaskRow, taskTypes, toStoredTask } from "./task-row.ts";

/** Beyond this many skipped rows, rows are looked up only for the page itself. */
const shallow = 200;

/** Which part of a stretch to read: from an offset, or after a cursor. */
export type Part = {
  stretch: Stretch;
  direction: Direction;
  limit: number;
  offset?: number;
  after?: Cursor | undefined;
};

/** Tasks of one stretch of a list, in its order. */
export async function readStretch(
  pool: pg.Pool,
  query: ListTasksQuery,
  view: ListView,
  part: Part,
): Promise<StoredTask[]> {
  const sort = sorts[query.sort];
  const { direction, limit, offset = 0, after } = part;
  const values = new SqlValues();
  const conditions = [listCondition(query, view, values)];
  if (part.stretch !== "all") conditions.push(stretchCondition[part.stretch]);
  if (after !== undefined) {
    const comparison = direction === "asc" ? ">" : "<";
    const id = values.add(after.id, "uuid");
    conditions.push(
      after.key === null
        ? `t.id ${comparison} ${id}`
        : `(${sort.column}, t.id) ${comparison} (${values.add(after.key, sort.type)}, ${id})`,
    );
  }
  const order = `order by ${sort.column} ${direction}, t.id ${direction}`;
  const columns = offset > shallow ? "t.id" : "t.*";
  const page = `select ${columns} from tasks t where ${conditions.join(" and ")} ${order}
    limit ${limit} offset ${offset}`;
  const from = offset > shallow ? `(${page}) page join tasks t on t.id = page.id` : `(${page}) t`;
  const { rows } = await pool.query<TaskRow>({
    ...(isCommon(query, part) ? { name: commonName(query, part) } : {}),
    text: `select ${taskColumns} from ${from}
      left join recurrence_rules r on r.id = t.recurrence_rule_id ${order}`,
    values: values.list,
    types: taskTypes,
  });
  return rows.map(toStoredTask);
}

/** First pages without rare filters are prepared: planning would take longer than they do. */
function isCommon(query: ListTasksQuery, { offset = 0, after }: Part): boolean {
  const { search, priority, tag, due_after, due_before, overdue, has_due_date } = query;
  const rare = [search, priority, tag, due_after, due_before, overdue, has_due_date, after];
  return offset === 0 && rare.every((one) => one === undefined);
}

/** Limits are written out rather than parameters, without which no plan for all values is made. */
function commonName(query: ListTasksQuery, { stretch, direction, limit }: Part): string {
  const { sort, completed = "any", deleted = false } = query;
  return `list-${sort}-${direction}-${stretch}-${completed}-${deleted}-${limit}`;
}

import type pg from "pg";
import type { Cursor } from "../http/cursor.ts";
import { SqlValues } from "../http/sql-values.ts";
import { listCondition, type ListQuery, type ListView } from "./list-filter.ts";
import type { ListOrder } from "./list-order.ts";
import type { StoredTask } from "./stored-task.ts";
import { taskColumns, type TaskRow, taskTypes, toStoredTask } from "./task-row.ts";

/** Beyond this many skipped rows, rows are looked up only for the page itself. */
const shallow = 200;

/** Which part of a list to read: from an offset, or after a cursor; backwards from its end. */
export type Part = {
  limit: number;
  offset?: number;
  after?: Cursor;
  isBackwards?: boolean;
};

/** Tasks of a part of a list, in the order in which they are read. */
export async function readListPart(
  pool: pg.Pool,
  query: ListQuery,
  view: ListView,
  order: ListOrder,
  part: Part,
): Promise<StoredTask[]> {
  const { limit, offset = 0, after, isBackwards = false } = part;
  const direction = (order.direction === "asc") === isBackwards ? "desc" : "asc";
  const values = new SqlValues();
  const conditions = [listCondition(query, view, values)];
  if (after !== undefined) {
    const comparison = direction === "asc" ? ">" : "<";
    const key = values.add(after.key, order.type);
    conditions.push(
      `(${order.column}, t.id) ${comparison} (${key}, ${values.add(after.id, "uuid")})`,
    );
  }
  const orderBy = `order by ${order.column} ${direction}, t.id ${direction}`;
  const isDeep = offset > shallow;
  // The first page and the deep ones are prepared, where planning would take longer than reading.
  const isPrepared = (offset === 0 || isDeep) && after === undefined && isPlain(query);
  // A limit is written out: of a parameter, PostgreSQL would make no plan for all its values.
  const skipped = isPrepared && isDeep ? values.add(offset, "bigint") : offset;
  const page = `select ${isDeep ? "t.id" : "t.*"} from tasks t
    where ${conditions.join(" and ")} ${orderBy} limit ${limit} offset ${skipped}`;
  const from = isDeep ? `(${page}) page join tasks t on t.id = page.id` : `(${page}) t`;
  const name = `${nameOf(query, direction, limit)}${isDeep ? "-deep" : ""}`;
  const { rows } = await pool.query<TaskRow>({
    ...(isPrepared ? { name } : {}),
    text: `select ${taskColumns} from ${from}
      left join recurrence_rules r on r.id = t.recurrence_rule_id ${orderBy}`,
    values: values.list,
    types: taskTypes,
  });
  return rows.map(toStoredTask);
}

/** True for a list without rare filters, of which there are few kinds. */
function isPlain(query: ListQuery): boolean {
  const { search, priority, tag, due_after, due_before, overdue, has_due_date, filter } = query;
  const rare = [search, priority, tag, due_after, due_before, overdue, has_due_date, filter];
  return rare.every((one) => one === undefined);
}

function nameOf(query: ListQuery, direction: string, limit: number): string {
  const { sort, completed = "any", deleted = false } = query;
  return `list-${sort}-${direction}-${completed}-${deleted}-${limit}`;
}

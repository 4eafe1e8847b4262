import type { ListTasksQuery } from "@pakaura/contract/http";
import type pg from "pg";
import { SqlValues } from "../http/sql-values.ts";
import { listCondition, type ListView } from "./list-filter.ts";

/** How many tasks the filters of a list let through, and how many of them have a due date. */
export async function countTasks(
  pool: pg.Pool,
  query: ListTasksQuery,
  view: ListView,
): Promise<{ total: number; dated: number }> {
  const values = new SqlValues();
  const condition = listCondition(query, view, values);
  // Only what is needed: count(*) can be answered by more indexes.
  const dated = query.sort === "due_date" ? "count(t.due_at)" : "0";
  const { rows } = await pool.query<{ total: string | number; dated: string | number }>(
    `select count(*) as total, ${dated} as dated from tasks t where ${condition}`,
    values.list,
  );
  return { total: Number(rows[0]?.total), dated: Number(rows[0]?.dated) };
}

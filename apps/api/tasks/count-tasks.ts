import type pg from "pg";
import { SqlValues } from "../http/sql-values.ts";
import { listCondition, type ListQuery, type ListView } from "./list-filter.ts";

/** How many tasks the filters of a list let through. */
export async function countTasks(pool: pg.Pool, query: ListQuery, view: ListView): Promise<number> {
  const values = new SqlValues();
  const condition = listCondition(query, view, values);
  const { rows } = await pool.query<{ total: string | number }>(
    `select count(*) as total from tasks t where ${condition}`,
    values.list,
  );
  return Number(rows[0]?.total);
}

import type pg from "pg";
import { patiently } from "./connection.ts";

const rowsPerBatch = 1_000;

/**
 * Deletes the rows that meet a condition, a thousand at a time, each batch a short transaction of its
 * own: nobody waits long for a row, and a row that somebody is changing is left for the next time.
 * Without an `order`, rows go as the database finds them. Returns how many rows went. Rejects with the
 * database's error; what was deleted before stays deleted.
 */
export async function deleteInBatches(
  pool: pg.Pool,
  options: {
    table: string;
    condition: string;
    values: unknown[];
    order?: string;
  },
): Promise<number> {
  const { table, condition, values, order } = options;
  const ordered = order === undefined ? "" : `order by ${order}`;
  let total = 0;
  for (;;) {
    const batch = patiently(
      `delete from ${table} where ctid = any(array(
          select ctid from ${table} where ${condition} ${ordered} limit ${rowsPerBatch} for update skip locked))`,
      values,
    );
    const { rowCount } = await pool.query(batch);
    total += rowCount ?? 0;
    if ((rowCount ?? 0) < rowsPerBatch) return total;
  }
}

import type pg from "pg";

const rowsPerBatch = 1_000;

/**
 * Deletes the rows that meet a condition, a thousand at a time, each batch a short transaction of its
 * own: nobody waits long for a row, and a row that somebody is changing is left for the next time.
 * Without an `order`, rows go as the database finds them. `settings` hold for these transactions only. Returns how many rows went. Rejects with the database's
 * error; what was deleted before stays deleted.
 */
export async function deleteInBatches(
  pool: pg.Pool,
  options: {
    table: string;
    condition: string;
    values: unknown[];
    order?: string;
    settings?: string[];
  },
): Promise<number> {
  const { table, condition, values, order, settings = [] } = options;
  const ordered = order === undefined ? "" : `order by ${order}`;
  let total = 0;
  for (;;) {
    const count = await deleteBatch(pool, settings, {
      text: `delete from ${table} where ctid = any(array(
          select ctid from ${table} where ${condition} ${ordered} limit ${rowsPerBatch} for update skip locked))`,
      values,
    });
    total += count;
    if (count < rowsPerBatch) return total;
  }
}

async function deleteBatch(
  pool: pg.Pool,
  settings: string[],
  statement: pg.QueryConfig,
): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    for (const setting of settings) await client.query(`set local ${setting}`);
    const { rowCount } = await client.query(statement);
    await client.query("commit");
    client.release();
    return rowCount ?? 0;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

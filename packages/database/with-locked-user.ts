import type pg from "pg";

/**
 * Does `work` in one transaction, in which nobody else changes what belongs to this user by the same
 * means: counting and adding, or finding and using up, is then one step. Nothing is kept when it throws.
 */
export async function withLockedUser<Result>(
  pool: pg.Pool,
  userId: string,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    // Rows that refer to the user can be added meanwhile: a key is not what changes.
    await client.query("select from users where id = $1 for no key update", [userId]);
    const result = await work(client);
    await client.query("commit");
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

import type pg from "pg";
import { patiently } from "./connection.ts";

/**
 * Deletes a user with everything: tasks, sessions and settings by their references, and events, log and
 * dead letters, which have none so that they outlive a task. False when nobody has the address.
 */
export async function deleteUser(pool: pg.Pool, email: string): Promise<boolean> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    const { rows } = await client.query<{ id: string }>("select id from users where email = $1", [
      email,
    ]);
    const id = rows[0]?.id;
    if (id !== undefined) {
      // Before any of their rows, so that commits leave this user out instead of waiting for the end.
      await client.query(patiently("select from streams where user_id = $1 for update", [id]));
      await client.query(patiently("delete from events where user_id = $1", [id]));
      await client.query(
        patiently("delete from dead_letters where event->>'partitionkey' = $1", [id]),
      );
      await client.query(patiently("delete from tasks where user_id = $1", [id]));
      // After what takes long: their own requests want this row.
      await client.query(patiently("delete from users where id = $1", [id]));
      // Nobody is left to whom it could be shown.
      await client.query(patiently("select erase_activity_log($1)", [id]));
      await client.query(patiently("delete from streams where user_id = $1", [id]));
    }
    await client.query("commit");
    client.release();
    return id !== undefined;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

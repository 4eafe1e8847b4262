import { afterAll, beforeAll, expect, test } from "vitest";
import { deleteUser } from "./delete-user.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";
import { insertUser } from "./test-fixtures.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("waits for a write of the user without holding a row that others want", async () => {
  const { pool } = database;
  const userId = await insertUser(pool);
  await pool.query("insert into streams (user_id, sequence) values ($1, 0)", [userId]);
  const writer = await pool.connect();
  await writer.query("begin");
  await writer.query("select from streams where user_id = $1 for update", [userId]);
  const deleted = deleteUser(pool, `${userId}@example.org`);
  const isWaiting = async () => {
    const { rows } = await pool.query(
      `select from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rows.length > 0;
  };
  while (!(await isWaiting())) await new Promise(setImmediate);
  const others = await pool.query(
    `select set_config('lock_timeout', '1ms', true);
     select from users where id = '${userId}' for key share;`,
  );
  expect(others).toHaveLength(2);
  await writer.query("commit");
  writer.release();
  expect(await deleted).toBe(true);
  for (const table of ["users", "streams", "tasks"]) {
    const column = table === "users" ? "id" : "user_id";
    const { rowCount } = await pool.query(`select from ${table} where ${column} = $1`, [userId]);
    expect(rowCount).toBe(0);
  }
});

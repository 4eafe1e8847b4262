import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";
import { insertUser } from "./test-fixtures.ts";

let database: TestDatabase;
let user: string;

beforeEach(async () => {
  database = await createTestDatabase();
  user = await insertUser(database.pool);
  await database.pool.query(
    `insert into activity_log (id, user_id, time, action, actor, task_id, task_title, changes, sentence, event_id, sequence, correlation_id)
     select gen_random_uuid(), $1, now(), 'task.created', 'user', gen_random_uuid(), 'T', '{}', 'Task created: T', gen_random_uuid(), n, 'c'
     from generate_series(1, 3) n`,
    [user],
  );
});
afterEach(() => database.drop());

const countEntries = async () =>
  (await database.pool.query<{ count: number }>("select count(*) from activity_log")).rows[0]
    ?.count;

it.each([
  "update activity_log set sentence = 'Nothing happened'",
  "delete from activity_log",
  "truncate activity_log",
  "set session_replication_role = replica; delete from activity_log",
])("refuses: %s", async (statement) => {
  const before = await countEntries();
  const client = await database.pool.connect();
  try {
    await expect(client.query(statement)).rejects.toThrow("activity_log is immutable");
  } finally {
    client.release(true);
  }
  expect(await countEntries()).toBe(before);
});

it("refuses an update and a truncation also while pruning", async () => {
  const client = await database.pool.connect();
  try {
    await client.query("set pakaura.pruning = 'on'");
    await expect(client.query("truncate activity_log")).rejects.toThrow("immutable");
    await expect(client.query("update activity_log set actor = 'system'")).rejects.toThrow(
      "immutable",
    );
  } finally {
    client.release(true);
  }
});

it("takes an entry once, however often it is inserted", async () => {
  const { rowCount } = await database.pool.query(
    "insert into activity_log select * from activity_log on conflict (event_id) do nothing",
  );
  expect(rowCount).toBe(0);
});

it("keeps the log of a user who is deleted with everything else", async () => {
  const rule = randomUUID();
  const task = randomUUID();
  await database.pool.query(
    "insert into recurrence_rules (id, user_id, pattern, rrule, starts_at) values ($1, $2, 'daily', 'FREQ=DAILY', '2026-11-25')",
    [rule, user],
  );
  await database.pool.query(
    "insert into tasks (id, user_id, title, search_text, recurrence_rule_id, occurrence, updated_at) values ($1, $2, 'T', ' t', $3, '2026-11-25', now())",
    [task, user, rule],
  );
  await database.pool.query("insert into reminders (id, user_id, task_id) values ($1, $2, $3)", [
    randomUUID(),
    user,
    task,
  ]);
  await database.pool.query("delete from users where id = $1", [user]);
  const { rows } = await database.pool.query("select from tasks");
  expect(rows).toHaveLength(0);
  expect(await countEntries()).toBe(3);
});

it("allows deletion inside the pruning setting, for that transaction alone", async () => {
  const client = await database.pool.connect();
  try {
    await client.query("begin");
    await client.query("set local pakaura.pruning = 'on'");
    await client.query("delete from activity_log where sequence = 1");
    await client.query("commit");
    await expect(client.query("delete from activity_log")).rejects.toThrow("immutable");
  } finally {
    client.release();
  }
  expect(await countEntries()).toBe(2);
});

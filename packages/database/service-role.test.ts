import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { connectionOptions, createPool } from "./connection.ts";
import { deleteUser } from "./delete-user.ts";
import { DatabaseNotPermitted } from "./errors.ts";
import { migrate } from "./migrate.ts";
import { prepareServiceRole, urlAs } from "./service-role.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";
import { insertUser } from "./test-fixtures.ts";

let database: TestDatabase;
let role: { name: string };
let services: pg.Pool;

beforeEach(async () => {
  database = await createTestDatabase();
  role = { name: `services_${randomUUID().slice(0, 8)}` };
  await prepareServiceRole(database.url, role);
  services = createPool({ url: urlAs(database.url, role) });
});
afterEach(async () => {
  await services.end();
  await database.pool.query(`drop owned by ${role.name}; drop role ${role.name}`);
  await database.drop();
});

async function addEntries(user: string, age: string): Promise<void> {
  await services.query(
    `insert into activity_log (id, user_id, time, action, actor, task_id, task_title, changes, sentence,
       event_id, sequence, correlation_id)
     values (gen_random_uuid(), $1, now() - $2::interval, 'task.created', 'user', gen_random_uuid(), 'T', '{}',
       'Task created: T', gen_random_uuid(), 1, 'c')`,
    [user, age],
  );
}

async function countEntries(): Promise<number | undefined> {
  const { rows } = await services.query<{ count: number }>("select count(*) from activity_log");
  return rows[0]?.count;
}

it.each([
  "delete from activity_log",
  "set pakaura.pruning = 'on'; delete from activity_log",
  "update activity_log set sentence = 'Nothing happened'",
  "truncate activity_log",
  "alter table activity_log disable trigger all",
  "drop trigger activity_log_is_immutable on activity_log",
  "create or replace function refuse_change_of_activity_log() returns trigger language plpgsql as 'begin return null; end'",
  "set session_replication_role = replica",
  "create table another (id int)",
  "create role another superuser",
  "grant delete on activity_log to current_user; delete from activity_log",
  "copy activity_log to program 'true'",
  "select pg_read_file('/etc/passwd')",
])("a service may not: %s", async (statement) => {
  await addEntries(await insertUser(database.pool), "1 day");
  const client = new pg.Client(connectionOptions(urlAs(database.url, role)));
  await client.connect();
  try {
    // Each statement of the text by itself: the last one is refused.
    await expect(client.query(statement)).rejects.toMatchObject({ code: "42501" });
  } finally {
    await client.end();
  }
  expect(await countEntries()).toBe(1);
});

it("a service prunes what is older than ninety days, and nothing else", async () => {
  const user = await insertUser(database.pool);
  for (const age of ["91 days", "91 days", "89 days"]) await addEntries(user, age);
  const prune = async () => (await services.query("select prune_activity_log(10)")).rows;
  expect(await prune()).toEqual([{ prune_activity_log: 2 }]);
  expect(await prune()).toEqual([{ prune_activity_log: 0 }]);
  expect(await countEntries()).toBe(1);
});

it("a service deletes a user with the log, and not the log of a user who stays", async () => {
  const user = await insertUser(services);
  await addEntries(user, "1 day");
  await expect(services.query("select erase_activity_log($1)", [user])).rejects.toThrow("is kept");
  const { rows } = await services.query<{ email: string }>("select email from users");
  expect(await deleteUser(services, rows[0]?.email ?? "")).toBe(true);
  expect(await countEntries()).toBe(0);
});

it("a service finds that the schema is that of its version", async () => {
  await expect(migrate({ url: urlAs(database.url, role) })).resolves.toBeUndefined();
});

it("a role that may do more is refused, and says so", async () => {
  const { rows } = await database.pool.query<{ name: string }>("select current_user as name");
  const owner = { name: rows[0]?.name ?? "" };
  const refusal = prepareServiceRole(database.url, owner);
  await expect(refusal).rejects.toThrow(DatabaseNotPermitted);
  await expect(refusal).rejects.toThrow("may do too much");
});

it("a URL for another role keeps the rest", () => {
  const secret = { name: "a b", password: "p@ss/word" };
  expect(urlAs("postgresql://pakaura:x@postgres:5432/pakaura?sslmode=require", secret)).toBe(
    "postgresql://a%20b:p%40ss%2Fword@postgres:5432/pakaura?sslmode=require",
  );
  const socket = "postgresql:///pakaura?host=%2Ftmp%2Fa&user=pakaura";
  expect(new URL(urlAs(socket, { name: "b" })).searchParams.get("user")).toBe("b");
  expect(new URL(urlAs(socket, { name: "b" })).searchParams.get("host")).toBe("/tmp/a");
});

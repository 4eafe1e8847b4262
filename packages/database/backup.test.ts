import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterEach, expect, it } from "vitest";
import { writeBackup } from "./backup.ts";
import { checkBackup } from "./check-backup.ts";
import { NotABackup, OperatorError } from "./errors.ts";
import { readEpoch, readStream } from "./event-log.ts";
import { restoreBackup } from "./restore.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";
import { insertUser } from "./test-fixtures.ts";

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function createDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  cleanUps.push(() => database.drop());
  return database;
}
async function createFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "pakaura-backup-"));
  cleanUps.push(() => rm(folder, { recursive: true }));
  return join(folder, "backup.gz");
}
/** A user with an awkward task, two events of which one was handled, and an entry of the log. */
async function fill({ pool }: TestDatabase): Promise<string> {
  const user = await insertUser(pool);
  const text = "tab\there, back\\slash, \\. and\nnew line\r, Ünï ✓";
  await pool.query(
    `insert into tasks (id, user_id, title, notes, tags, updated_at, search_text)
     values (gen_random_uuid(), $1, 'One', $2, '{a,"b c"}', now(), '')`,
    [user, text],
  );
  for (const sequence of [1, 2]) {
    await pool.query(
      `insert into events (id, topic, user_id, sequence, type, source, subject, time, correlation_id, data)
       values (gen_random_uuid(), 'task-events', $1, $2, 'task.created', 'x', gen_random_uuid(), now(), 'c', '{}')`,
      [user, sequence],
    );
  }
  await pool.query(
    `insert into subscriptions (consumer_group, transaction_id, position)
     select 'audit', transaction_id, position from events where sequence = 1`,
  );
  await pool.query(
    `insert into activity_log (id, user_id, time, action, actor, task_id, task_title, changes, sentence,
       event_id, sequence, correlation_id)
     values (gen_random_uuid(), $1, now(), 'a', 'user', gen_random_uuid(), 't', '{}', 's',
       gen_random_uuid(), 1, 'c')`,
    [user],
  );
  return user;
}
async function contents({ pool }: TestDatabase): Promise<unknown> {
  const { rows } = await pool.query(
    `select (select json_agg(one order by id) from users as one)::text as users,
       (select json_agg(one order by id) from tasks as one)::text as tasks,
       (select json_agg(one order by id) from activity_log as one)::text as entries`,
  );
  return rows[0];
}

it("brings everything back, in another database, with an epoch of its own", async () => {
  const [from, to, file] = [await createDatabase(), await createDatabase(), await createFile()];
  const user = await fill(from);
  await fill(to);
  const { rows } = await writeBackup(from.url, file);
  expect(rows).toBeGreaterThan(5);
  expect((await stat(file)).mode & 0o777).toBe(0o600);

  const before = await readEpoch(to.pool);
  await restoreBackup(to.url, file);
  expect(await contents(to)).toEqual(await contents(from));
  expect(await readEpoch(to.pool)).not.toBe(before);
  expect(await readEpoch(to.pool)).not.toBe(await readEpoch(from.pool));
  const streamOf = async ({ pool }: TestDatabase) =>
    (await readStream(pool, { userId: user, after: 0, limit: 10 })).map(({ id }) => id);
  expect(await streamOf(to)).toEqual(await streamOf(from));
});

it("lets each consumer group go on where it was", async () => {
  const [from, to, file] = [await createDatabase(), await createDatabase(), await createFile()];
  await fill(from);
  await writeBackup(from.url, file);
  await restoreBackup(to.url, file);
  const { rows } = await to.pool.query<{ sequence: number }>(
    `select events.sequence from events, subscriptions
     where (events.transaction_id, events.position)
       > (subscriptions.transaction_id, subscriptions.position)`,
  );
  expect(rows).toEqual([{ sequence: 2 }]);
  await expect(to.pool.query("delete from activity_log")).rejects.toThrow("immutable");
});

it("reads a backup of many pieces without a warning of the stream library", async () => {
  const [from, to, file] = [await createDatabase(), await createDatabase(), await createFile()];
  const user = await insertUser(from.pool);
  await from.pool.query(
    `insert into tasks (id, user_id, title, notes, updated_at, search_text)
     select gen_random_uuid(), $1, 'One', (select string_agg(gen_random_uuid()::text, '')
       from generate_series(1, 300 + number % 2)), now(), '' from generate_series(1, 200) as number`,
    [user],
  );
  await writeBackup(from.url, file);
  expect((await stat(file)).size).toBeGreaterThan(12 * 64 * 1024);

  const warnings: string[] = [];
  const onWarning = (warning: Error) => warnings.push(warning.message);
  process.on("warning", onWarning);
  cleanUps.push(() => process.off("warning", onWarning));
  await restoreBackup(to.url, file);
  expect(warnings).toEqual([]);
  expect(await contents(to)).toEqual(await contents(from));
});

it("changes nothing when the file is no whole backup", async () => {
  const [database, file] = [await createDatabase(), await createFile()];
  await fill(database);
  const before = await contents(database);
  await writeBackup(database.url, file);
  const whole = await readFile(file);
  const text = gunzipSync(whole).toString();
  const broken: [string, Buffer][] = [
    ["no backup", Buffer.from("something else")],
    ["cut short", whole.subarray(0, whole.length - 40)],
    ["of a newer version", gzipSync(text.replace('"migrations":[', '"migrations":[1,'))],
    ["of other rows", gzipSync(text.replaceAll("\t", ""))],
    ["of an unknown table", gzipSync(text.replace('"name":"tasks"', '"name":"chores"'))],
    ["of an unknown column", gzipSync(text.replace('"search_text"', '"words"'))],
    ["with a row twice", gzipSync(text.replace(/^[^\n]*\tOne\t[^\n]*\n/m, (row) => row + row))],
    ["with an impossible value", gzipSync(text.replace("\tOne\t", "\t\\N\t"))],
    ["of one line", gzipSync("x".repeat(40_000_000))],
    ["empty", Buffer.alloc(0)],
  ];
  for (const [words, bytes] of broken) {
    await writeFile(file, bytes);
    await expect(checkBackup(database.url, file), words).rejects.toThrow(OperatorError);
    await expect(restoreBackup(database.url, file), words).rejects.toThrow(OperatorError);
    expect(await contents(database), words).toEqual(before);
  }
});

it("is no backup where there is no file, or none that ends", async () => {
  const [database, file] = [await createDatabase(), await createFile()];
  for (const path of [`${file}-2`, dirname(file), "/dev/zero", "/dev/null", "/a\0b", ""])
    await expect(checkBackup(database.url, path), path).rejects.toThrow(NotABackup);
});

it("checks a whole backup while others work, and changes nothing", async () => {
  const [from, to, file] = [await createDatabase(), await createDatabase(), await createFile()];
  await fill(from);
  await fill(to);
  await writeBackup(from.url, file);
  const before = await contents(to);
  // Whoever writes meanwhile neither waits nor is waited for.
  const client = await to.pool.connect();
  await client.query("begin");
  await client.query("update tasks set title = 'Two'");
  await checkBackup(to.url, file);
  await client.query("rollback");
  client.release();
  expect(await contents(to)).toEqual(before);
});

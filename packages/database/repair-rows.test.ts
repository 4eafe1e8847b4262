import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { writeBackup } from "./backup.ts";
import { migrate } from "./migrate.ts";
import journal from "./migrations/meta/_journal.json" with { type: "json" };
import { restoreBackup } from "./restore.ts";
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from "./test-database.ts";

/** The migrations before the one that brought the checks. */
const before = journal.entries.findIndex(({ tag }) => tag.endsWith("sound_dates"));
const open: TestDatabase[] = [];
afterEach(async () => {
  for (const database of open.splice(0)) await database.drop();
});
const keep = (database: TestDatabase) => (open.push(database), database);

const user = randomUUID();
const stranger = randomUUID();
const rule = { good: randomUUID(), start: randomUUID(), text: randomUUID(), foreign: randomUUID() };
const ids = {
  good: randomUUID(),
  word: randomUUID(),
  empty: randomUUID(),
  day: randomUUID(),
  start: randomUUID(),
  text: randomUUID(),
  number: randomUUID(),
  foreign: randomUUID(),
  early: randomUUID(),
  endless: randomUUID(),
};

/** What an older version let in: each of these rows but the good one breaks a check. */
async function spoil({ pool }: TestDatabase): Promise<void> {
  for (const id of [user, stranger]) {
    await pool.query("insert into users (id, name, email) values ($1, 'Ann', $2)", [
      id,
      `${id}@example.org`,
    ]);
  }
  await pool.query("update users set week_start = 'someday', time_zone = '' where id = $1", [user]);
  const addRule = (id: string, owner: string, rrule: string, startsAt: string) =>
    pool.query(
      `insert into recurrence_rules (id, user_id, pattern, rrule, starts_at, "interval")
       values ($1, $2, 'daily', $3, $4, 0)`,
      [id, owner, rrule, startsAt],
    );
  await addRule(rule.good, user, "FREQ=DAILY;INTERVAL=2", "2024-02-29");
  await addRule(rule.start, user, "FREQ=DAILY", "2026-02-29");
  await addRule(rule.text, user, "x", "2026-01-01T00:00:00.000Z");
  await addRule(rule.foreign, stranger, "FREQ=DAILY", "2026-01-01");
  const addTask = (id: string, fields: Record<string, unknown>) => {
    const row = {
      id,
      user_id: user,
      title: "Stays",
      search_text: "stays",
      updated_at: "2026-01-01",
      due_at: "2026-01-02T09:00:00Z",
      ...fields,
    };
    return pool.query(
      "insert into tasks select * from json_populate_record(null::tasks, $1::json)",
      [JSON.stringify({ ...defaults, ...row })],
    );
  };
  const defaults = {
    notes: "",
    reminders_set_at: "2026-01-01",
    priority: 0,
    tags: [],
    occurrence_number: 1,
    version: 1,
    created_at: "2026-01-01",
  };
  await addTask(ids.good, {
    recurrence_rule_id: rule.good,
    occurrence: "2026-01-02T09:00:00.000Z",
  });
  const inSeries = { recurrence_rule_id: rule.good };
  await addTask(ids.word, { ...inSeries, occurrence_number: 2, occurrence: "x" });
  await addTask(ids.empty, { ...inSeries, occurrence_number: 3, occurrence: "", due_at: null });
  await addTask(ids.day, {
    ...inSeries,
    occurrence_number: 4,
    occurrence: "2026-04-31",
    due_on: "2026-04-30",
  });
  await addTask(ids.start, { recurrence_rule_id: rule.start, occurrence: "2026-01-02" });
  await addTask(ids.text, { recurrence_rule_id: rule.text });
  await addTask(ids.number, { ...inSeries, occurrence_number: 2_147_483_647 });
  await addTask(ids.foreign, { recurrence_rule_id: rule.foreign });
  await addTask(ids.early, { created_at: "0001-01-01", series_values: { tags: "none" } });
  await addTask(ids.endless, { completed_at: "infinity", reminder_lead_minutes: -5 });
  await pool.query(
    `insert into reminders (id, user_id, task_id, due_date, state) values ($1, $2, $3, 'x', 'odd')`,
    [randomUUID(), user, ids.good],
  );
}

/** Every task is there, the sound ones as they were, and operators are told of the rest. */
async function expectRepaired({ pool }: TestDatabase): Promise<void> {
  const tasks = await pool.query<{ id: string }>("select id from tasks where title = 'Stays'");
  expect(tasks.rows.map(({ id }) => id).toSorted()).toEqual(Object.values(ids).toSorted());
  const { rows } = await pool.query<Record<string, unknown>>(
    `select tasks.id, occurrence, occurrence_number, active, starts_at
     from tasks left join recurrence_rules on recurrence_rules.id = recurrence_rule_id`,
  );
  const of = (id: string) => rows.find((row) => row["id"] === id);
  expect(of(ids.good)).toMatchObject({
    occurrence: "2026-01-02T09:00:00.000Z",
    active: true,
    starts_at: "2024-02-29",
  });
  expect(of(ids.word)).toMatchObject({ occurrence: "2026-01-02T09:00:00.000Z", active: true });
  expect(of(ids.empty)).toMatchObject({ occurrence: null, active: true });
  expect(of(ids.day)).toMatchObject({ occurrence: "2026-04-30", active: true });
  expect(of(ids.start)).toMatchObject({ occurrence: "2026-01-02", active: false });
  expect(of(ids.text)).toMatchObject({ active: false, starts_at: "2026-01-01T00:00:00.000Z" });
  expect(of(ids.number)).toMatchObject({ occurrence_number: 1, active: null });
  expect(of(ids.foreign)).toMatchObject({ active: null });
  const letters = await pool.query<{ error: string; user: string }>(
    `select error, event->>'partitionkey' as user from dead_letters where consumer_group = 'database'`,
  );
  const errors = letters.rows.map(({ error }) => error);
  expect(errors).toContain("tasks.occurrence was 'x', which cannot be, and was repaired");
  expect(errors).toContain("recurrence_rules.rrule was 'x', which cannot be, and was repaired");
  const owners: string[] = [user, stranger];
  expect(letters.rows.filter((one) => !owners.includes(one.user))).toEqual([]);
}

test("a database of an older version with rows that cannot be is repaired when it is migrated", async () => {
  const database = keep(await createEmptyDatabase());
  await migrate({ url: database.url, upTo: before });
  await spoil(database);
  const warnings: string[] = [];
  const log = {
    info: () => {},
    warn: (_: object, text: string) => warnings.push(text),
    error() {},
  };
  await migrate({ url: database.url, log });
  await expectRepaired(database);
  expect(warnings).toEqual([expect.stringMatching(/^\d+ stored values .* dead-letters list$/)]);
});

test("a backup of an older version with rows that cannot be is repaired when it is restored", async () => {
  const older = keep(await createEmptyDatabase());
  await migrate({ url: older.url, upTo: before });
  await spoil(older);
  const newer = keep(await createTestDatabase());
  const checks = () =>
    newer.pool.query("select conname, pg_get_constraintdef(oid) from pg_constraint order by 1, 2");
  const known = (await checks()).rows;
  const folder = await mkdtemp(join(tmpdir(), "repair-"));
  try {
    const file = join(folder, "backup");
    await writeBackup(older.url, file);
    await restoreBackup(newer.url, file);
  } finally {
    await rm(folder, { recursive: true });
  }
  await expectRepaired(newer);
  expect((await checks()).rows).toEqual(known);
});

test("sound rows are left alone", async () => {
  const database = keep(await createTestDatabase());
  const epoch = () => database.pool.query("select value from installation where key = 'epoch'");
  const known = (await epoch()).rows;
  const { rows } = await database.pool.query("select repair_rows() as repaired");
  expect(rows).toEqual([{ repaired: 0 }]);
  expect((await epoch()).rows).toEqual(known);
});

test.each([
  ["occurrence", "x"],
  ["occurrence", ""],
  ["occurrence", "2026-02-29"],
  ["occurrence", "2026-01-01T24:00:00.000Z"],
  ["occurrence", "2026-01-01\n"],
  ["created_at", "infinity"],
  ["due_on", "0001-01-01"],
  ["occurrence_number", 0],
])("the database refuses a task whose %s is %j", async (column, value) => {
  const { pool } = keep(await createTestDatabase());
  await pool.query("insert into users (id, name, email) values ($1, 'Ann', 'ann@example.org')", [
    user,
  ]);
  const added = pool.query(
    `insert into tasks (id, user_id, title, search_text, updated_at, ${column})
     values ($1, $2, 'x', 'x', now(), $3)`,
    [randomUUID(), user, value],
  );
  await expect(added).rejects.toMatchObject({ code: "23514" });
});

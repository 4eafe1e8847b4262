import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { streamEventSchema } from "@pakaura/contract/events";
import {
  latestSequence,
  oldestSequence,
  readEpoch,
  readStream,
  readStreamRows,
  readStreamSince,
  toEvent,
  toEventJson,
} from "./event-log.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";
import { insertUser } from "./test-fixtures.ts";

let database: TestDatabase;
let user: string;
let other: string;

const noon = Date.parse("2026-11-23T12:00:00.000Z");
const atSecond = (second: number) => new Date(noon + second * 1_000);
const oddSource = 'pakaura/"api"\\';

beforeAll(async () => {
  database = await createTestDatabase();
  user = await insertUser(database.pool);
  other = await insertUser(database.pool);
  for (const owner of [user, other]) {
    // Sequences 4 to 20, a second apart; 12 was stamped by a clock three seconds behind.
    for (let sequence = 4; sequence <= 20; sequence++) {
      await insertEvent(owner, sequence, atSecond(sequence === 12 ? 9 : sequence));
    }
    await database.pool.query("insert into streams values ($1, 20)", [owner]);
  }
  await database.pool.query(
    `insert into events (id, topic, user_id, type, source, subject, time, correlation_id, data)
     values ($1, 'task-updates', $2, 'sync.task-changed', 's', $1, now(), 'c', '{}')`,
    [randomUUID(), user],
  );
});
afterAll(() => database.drop());

async function insertEvent(owner: string, sequence: number, time: Date): Promise<void> {
  const task = randomUUID();
  const payload = {
    reminder_id: randomUUID(),
    task_title: 'Émile said "hi"\n\\ \u2028',
    due_date: "2026-11-25",
    remind_at: "2026-11-25T09:00:00.000Z",
    is_late: false,
    actor: "system",
  };
  const data = { user_id: owner, task_id: task, correlation_id: "c-1", payload };
  await database.pool.query(
    `insert into events (id, topic, user_id, sequence, type, source, subject, time, correlation_id, traceparent, data)
     values ($1, 'reminders', $2, $3, 'reminder.fired', $4, $5, $6, 'c-1', $7, $8)`,
    [
      randomUUID(),
      owner,
      sequence,
      oddSource,
      task,
      time,
      sequence % 2 ? "00-a-b-01" : null,
      JSON.stringify(data),
    ],
  );
}

const sequencesOf = (events: { sequence: number }[]) => events.map(({ sequence }) => sequence);

it("reads a user's stream in order, after a sequence, and nobody else's", async () => {
  const events = await readStream(database.pool, { userId: user, after: 6, limit: 3 });
  expect(sequencesOf(events)).toEqual([7, 8, 9]);
  for (const event of events) {
    expect(streamEventSchema.parse(event)).toEqual(event);
    expect(event.partitionkey).toBe(user);
    expect(event.source).toBe(oddSource);
  }
});

it("writes the same event as text as it builds as a value", async () => {
  const rows = await readStreamRows(database.pool, { userId: user, after: 0, limit: 100 });
  expect(rows).toHaveLength(17);
  for (const row of rows) expect(JSON.parse(toEventJson(row))).toEqual(toEvent(row));
  expect(rows.map((row) => toEvent(row).traceparent).slice(0, 2)).toEqual([undefined, "00-a-b-01"]);
});

it.each([
  [15, 15],
  [10, 10],
  [9, 9],
  [-60, 4],
])("since second %i begins with sequence %i", async (second, first) => {
  const events = await readStreamSince(database.pool, {
    userId: user,
    time: atSecond(second),
    limit: 100,
  });
  expect(sequencesOf(events)).toEqual(
    Array.from({ length: 21 - first }, (_, index) => first + index),
  );
});

it("has nothing since a time after the last event", async () => {
  expect(
    await readStreamSince(database.pool, { userId: user, time: atSecond(60), limit: 9 }),
  ).toEqual([]);
});

it("knows the first and the last sequence of a stream", async () => {
  expect(await latestSequence(database.pool, user)).toBe(20);
  expect(await oldestSequence(database.pool, user)).toBe(4);
  const newcomer = await insertUser(database.pool);
  expect(await latestSequence(database.pool, newcomer)).toBe(0);
  expect(await oldestSequence(database.pool, newcomer)).toBeNull();
});

it("has an epoch", async () => {
  expect(await readEpoch(database.pool)).toMatch(/^[0-9a-f-]{36}$/);
});

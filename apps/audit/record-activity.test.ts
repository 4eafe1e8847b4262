import { randomUUID } from "node:crypto";
import type { DerivedEvent } from "@pakaura/contract/events";
import { createTestDatabase, type TestDatabase } from "@pakaura/database/test-database";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createActivityRecorder } from "./record-activity.ts";
import { taskUpdated } from "./test-event.ts";

let database: TestDatabase;
let published: DerivedEvent[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function createRecorder() {
  published = [];
  const publish = async (_topic: string, event: DerivedEvent) => void published.push(event);
  return createActivityRecorder({ pool: database.pool, pubsub: { publish } });
}

async function entriesOf(userId: string) {
  const { rows } = await database.pool.query(
    "select * from activity_log where user_id = $1 order by sequence",
    [userId],
  );
  return rows;
}

test("an event becomes one entry, and the entry is announced", async () => {
  const user = randomUUID();
  const event = taskUpdated(user, 7);
  await createRecorder()(event);
  expect(await entriesOf(user)).toMatchObject([
    {
      time: new Date(event.time),
      action: "task.updated",
      actor: "user",
      actor_detail: "token: laptop",
      task_id: event.subject,
      task_title: "Buy milk",
      changes: { priority: { old: "low", new: "high" } },
      sentence: "Priority changed from low to high",
      event_id: event.id,
      sequence: 7,
      correlation_id: "c-1",
    },
  ]);
  expect(published).toMatchObject([
    {
      type: "audit.entry-created",
      partitionkey: user,
      data: { payload: { entry: { event_id: event.id, undoable: true } } },
    },
  ]);
});

test("events delivered again and again, at once and out of order, become one entry each", async () => {
  const user = randomUUID();
  const events = Array.from({ length: 40 }, (_, index) => taskUpdated(user, index + 1));
  const [one, other] = [createRecorder(), createRecorder()];
  const deliveries = [...events.toReversed(), ...events, ...events.toReversed()];
  await Promise.all(deliveries.flatMap((event) => [one(event), other(event)]));
  await one(events[0] ?? taskUpdated(user, 1));
  const entries = await entriesOf(user);
  expect(entries.map(({ event_id }) => event_id)).toEqual(events.map(({ id }) => id));
  expect(new Set(published.map(({ id }) => id)).size).toBe(40);
});

test("an entry is announced again when the announcement failed", async () => {
  const user = randomUUID();
  const event = taskUpdated(user, 1);
  const publish = () => Promise.reject(new Error("the backbone is down"));
  const failing = createActivityRecorder({ pool: database.pool, pubsub: { publish } });
  await expect(failing(event)).rejects.toThrow("the backbone is down");
  await createRecorder()(event);
  expect(await entriesOf(user)).toHaveLength(1);
  expect(published).toHaveLength(1);
});

test("text that PostgreSQL cannot store is mended instead of lost", async () => {
  const user = randomUUID();
  await createRecorder()(taskUpdated(user, 1, "half \ud83d a pair and \0"));
  expect(await entriesOf(user)).toMatchObject([{ task_title: "half \uFFFD a pair and \uFFFD" }]);
});

test("an event that spoils its batch fails alone", async () => {
  const user = randomUUID();
  const record = createRecorder();
  const good = [taskUpdated(user, 1), taskUpdated(user, 3)];
  const bad = { ...taskUpdated(user, 2), time: "no time at all" };
  const results = await Promise.allSettled([...good, bad].map((event) => record(event)));
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected"]);
  expect(await entriesOf(user)).toHaveLength(2);
});

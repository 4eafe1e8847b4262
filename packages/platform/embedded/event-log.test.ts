import { randomUUID } from "node:crypto";
import { derivedEventSchema, streamEventSchema } from "@pakaura/contract/events";
import { createPool, type Queryable } from "@pakaura/database/connection";
import { createTestDatabase, type TestDatabase } from "@pakaura/database/test-database";
import { createApp } from "@pakaura/service/create-app";
import { createLogger } from "@pakaura/service/logging";
import { afterEach, beforeEach, expect, test } from "vitest";
import { poll as eventually } from "../platform.case.ts";
import type { Subscription } from "../pubsub.ts";
import { createEmbeddedPlatform, type EmbeddedPlatform } from "./create-platform.ts";

const log = createLogger("platform", "silent");
let database: TestDatabase;
let ends: (() => Promise<void>)[];

beforeEach(async () => {
  database = await createTestDatabase();
  ends = [];
});
afterEach(async () => {
  for (const end of ends.reverse()) await end();
  await database.drop();
});

const payload = {
  reminder_id: randomUUID(),
  task_title: 'Water "the" plants',
  due_date: "2026-11-25",
  remind_at: "2026-11-25T08:00:00.000Z",
  is_late: false,
  actor: "system",
};

/** Appends events as the API does; the text of an event is its correlation id. */
async function append(queryable: Queryable, userId: string, sequences: number[]): Promise<void> {
  await queryable.query(
    `insert into events (id, topic, user_id, sequence, type, source, subject, time, correlation_id, data)
     select gen_random_uuid(), 'reminders', $1::uuid, sequence, 'reminder.fired', 'pakaura/test', $2::uuid, now(), 'c' || sequence,
       json_build_object('user_id', $1::uuid, 'task_id', $2::uuid, 'correlation_id', 'c' || sequence, 'payload', $3::json)
     from unnest($4::bigint[]) as sequence`,
    [userId, randomUUID(), JSON.stringify(payload), sequences],
  );
}

/** A transaction that already has its id, and so an early place in the log. */
async function openTransaction() {
  const client = await database.pool.connect();
  await client.query("begin");
  await client.query("select pg_current_xact_id()");
  let isOpen = true;
  async function end(how: "commit" | "rollback"): Promise<void> {
    if (!isOpen) return;
    isOpen = false;
    await client.query(how);
    client.release();
  }
  ends.push(() => end("rollback"));
  return { client, commit: () => end("commit") };
}

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

type Received = { type: string; name: string; userId: string; body: unknown };

const listen = (...subscriptions: Subscription[]) =>
  listenWith(async () => undefined, subscriptions);

/** Takes events, each when what `until` gives for its name has come. */
async function listenWith(until: (name: string) => Promise<void>, subscriptions: Subscription[]) {
  const received: Received[] = [];
  const app = createApp({ log, name: "reader" });
  app.post<{ Body: { type: string; data: { user_id: string } } }>(
    "/events",
    async (request, reply) => {
      const { type, data } = request.body;
      await until(request.correlationId);
      received.push({
        type,
        name: request.correlationId,
        userId: data.user_id,
        body: request.body,
      });
      return reply.code(204).send();
    },
  );
  const pool = createPool({ url: database.url });
  const platform: EmbeddedPlatform = createEmbeddedPlatform({
    pool,
    url: database.url,
    log,
    secrets: {},
    lockRetryMs: 50,
    // So long that only a wake can be what delivers.
    pollMs: 60_000,
  });
  platform.attach({ name: "reader", subscriptions }, app);
  await platform.start();
  let isRunning = true;
  async function stop(): Promise<void> {
    if (!isRunning) return;
    isRunning = false;
    await platform.stop();
    await pool.end();
    await app.close();
  }
  ends.push(stop);
  return { platform, received, stop, names: () => received.map(({ name }) => name) };
}

const group: Subscription = { topic: "reminders", route: "/events" };
const updates: Subscription = { topic: "task-updates", route: "/events", mode: "broadcast" };

test("lets no event wait for another of its user where the order makes no difference", async () => {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const hold = async (name: string) => (name === "c1" ? released : undefined);
  const { platform, names } = await listenWith(hold, [{ ...group, order: "none" }]);
  await append(database.pool, randomUUID(), numbers(1, 30));
  platform.wake();
  await eventually(() => expect(names()).toHaveLength(29));
  release();
  await eventually(() => expect(names()).toContain("c1"));
});

test("an event that took an early position and commits late is not skipped, and the others do not wait for it", async () => {
  const { platform, names } = await listen(group);
  const late = await openTransaction();
  await append(late.client, randomUUID(), [1]);
  await append(database.pool, randomUUID(), [2, 3]);
  platform.wake();
  await eventually(() => expect(names()).toEqual(["c2", "c3"]));
  await late.commit();
  platform.wake();
  await eventually(() => expect(names()).toEqual(["c2", "c3", "c1"]));
});

test("a restart does not skip it either", async () => {
  const late = await openTransaction();
  await append(late.client, randomUUID(), [1]);
  await append(database.pool, randomUUID(), [2]);
  const before = await listen(group);
  await eventually(() => expect(before.names()).toEqual(["c2"]));
  await before.stop();
  await late.commit();
  const after = await listen(group);
  await eventually(() => expect(after.names()).toContain("c1"));
});

test("a user's events keep their order when the later transaction wrote first", async () => {
  const userId = randomUUID();
  const first = await openTransaction();
  // The first transaction has the lower id, but waits for its place in the stream until the other is done.
  await append(database.pool, userId, [1]);
  await append(first.client, userId, [2]);
  await first.commit();
  const { names } = await listen(group);
  await eventually(() => expect(names()).toEqual(["c1", "c2"]));
});

test("so they do when a page of a long backlog ends between the two", async () => {
  const userId = randomUUID();
  await append(database.pool, randomUUID(), numbers(1, 499));
  const first = await openTransaction();
  await append(database.pool, userId, [1]);
  await append(first.client, userId, [2]);
  await first.commit();
  await append(database.pool, userId, [3]);
  const { received } = await listen(group);
  await eventually(() => expect(received).toHaveLength(502));
  expect(received.filter((event) => event.userId === userId).map(({ name }) => name)).toEqual([
    "c1",
    "c2",
    "c3",
  ]);
});

/** A user's events, of which the last one lies first in the log, five hundred and more before the others. */
async function appendLastOneFirst(userId: string, count: number): Promise<void> {
  const first = await openTransaction();
  await append(database.pool, userId, numbers(1, count - 1));
  await append(first.client, randomUUID(), numbers(1, 499));
  await append(first.client, userId, [count]);
  await first.commit();
}

test("so they do when many of them lie further on in the log than a later one", async () => {
  const userId = randomUUID();
  await appendLastOneFirst(userId, 1_101);
  const { received } = await listen(group);
  await eventually(() => expect(received).toHaveLength(1_600), 30_000);
  const own = received.filter((event) => event.userId === userId);
  expect(own.map(({ name }) => name)).toEqual(numbers(1, 1_101).map((number) => `c${number}`));
});

test("so they do when the reader is started again in the middle", async () => {
  const userId = randomUUID();
  await appendLastOneFirst(userId, 801);
  const { promise: never } = Promise.withResolvers<void>();
  const before = await listenWith(async (name) => (name === "c600" ? never : undefined), [group]);
  const own = ({ received }: { received: Received[] }) =>
    received.filter((event) => event.userId === userId).map(({ name }) => name);
  await eventually(() => expect(own(before)).toHaveLength(599), 30_000);
  await before.stop();
  const after = await listen(group);
  await eventually(() => expect(own(after)).toContain("c801"), 30_000);
  const inOrder = [...new Set([...own(before), ...own(after)])];
  expect(inOrder).toEqual(numbers(1, 801).map((number) => `c${number}`));
});

test("works through a long backlog, every event once", async () => {
  const users = Array.from({ length: 7 }, () => randomUUID());
  const sequences = numbers(1, 400);
  for (const userId of users) await append(database.pool, userId, sequences);
  const { received } = await listen(group);
  await eventually(() => expect(received).toHaveLength(2_800), 30_000);
  for (const userId of users) {
    const own = received.filter((event) => event.userId === userId);
    expect(own.map(({ name }) => name)).toEqual(sequences.map((sequence) => `c${sequence}`));
  }
});

test("derives sync.task-changed from an event of the stream, with the event itself inside", async () => {
  const { platform, received } = await listen(updates);
  await append(database.pool, randomUUID(), [1]);
  platform.wake();
  await eventually(() => expect(received).toHaveLength(1));
  const update = derivedEventSchema.parse(received[0]?.body);
  if (update.type !== "sync.task-changed") throw new Error(update.type);
  const event = streamEventSchema.parse(update.data.payload.event);
  expect(event).toMatchObject({ sequence: 1, type: "reminder.fired", data: { payload } });
  expect(update).toMatchObject({ subject: event.subject, partitionkey: event.partitionkey });
});

test("hears of events that another process wrote", async () => {
  const writer = await listen();
  const reader = await listen(group);
  await append(database.pool, randomUUID(), [1]);
  writer.platform.wake();
  await eventually(() => expect(reader.names()).toEqual(["c1"]));
});

test("goes on where it was when the database was away", async () => {
  const { platform, names } = await listen(group, updates);
  const userId = randomUUID();
  await append(database.pool, userId, [1]);
  platform.wake();
  await eventually(() => expect(names()).toEqual(["c1", "c1"]));
  await database.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()",
  );
  await eventually(() => expect(platform.isConnected()).toBe(false));
  await append(database.pool, userId, [2]);
  await eventually(() => expect(names().filter((name) => name === "c2")).toHaveLength(2));
  expect(platform.isConnected()).toBe(true);
});

test("says how far a group is behind", async () => {
  const { platform, names } = await listen(group);
  await append(database.pool, randomUUID(), [1]);
  platform.wake();
  await eventually(() => expect(names()).toEqual(["c1"]));
  await eventually(async () => {
    // A transaction that ran during the read holds the position back until the next one.
    platform.wake();
    expect((await platform.lags()).get("reader")).toBe(0);
  });
});

import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@pakaura/database/test-database";
import { createApp } from "@pakaura/service/create-app";
import { createLogger } from "@pakaura/service/logging";
import { createTopics } from "@pakaura/stack/parts/kafka-admin";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { poll } from "../platform.case.ts";
import { type Backbone, startBackbone } from "./test-backbone.ts";
import { startReplica, type TestReplica } from "./test-process.ts";
import { readTopics } from "./test-topic-reader.ts";

const retry = { maxTries: 4, firstDelayMs: 20, maxDelayMs: 100 };
const patienceMs = 60_000;
const topics = ["task-events", "reminders", "task-updates", "dead-letters"];
let backbone: Backbone;
let database: TestDatabase;
let reader: Awaited<ReturnType<typeof readTopics>>;
let namespace: string;
let replicas: TestReplica[];
let caseCount = 0;

beforeAll(async () => {
  backbone = await startBackbone();
});
afterAll(() => backbone.stop());

beforeEach(async () => {
  caseCount += 1;
  namespace = `relay${caseCount}`;
  database = await createTestDatabase();
  replicas = [];
  const settings = topics.map((topic) => ({
    name: `${namespace}${topic}`,
    partitions: 3,
    retentionMs: 3_600_000,
  }));
  await createTopics(backbone.kafka.broker, settings);
  await readAnew();
});
afterEach(async () => {
  await reader.close();
  for (const replica of replicas) await replica.kill();
  await database.drop();
});

/** Reads both topics from their beginning. */
async function readAnew(): Promise<void> {
  const names = ["task-events", "task-updates"].map((topic) => `${namespace}${topic}`);
  reader = await readTopics(backbone.kafka.broker, names);
}

async function startApi(): Promise<TestReplica> {
  const app = createApp({ log: createLogger("api", "silent"), name: "api" });
  const replica = await startReplica({
    backbone,
    namespace,
    podName: `api-${replicas.length}`,
    service: { name: "api", subscriptions: [], app },
    retry,
    eventLog: { pool: database.pool, url: database.url, kafkaBrokers: [] },
  });
  replicas.push(replica);
  return replica;
}

/** Appends events as the API does, one transaction each. */
async function append(userId: string, sequences: number[]): Promise<void> {
  for (const sequence of sequences) {
    await database.pool.query(
      `insert into events (id, topic, user_id, sequence, type, source, subject, time, correlation_id, data)
       values (gen_random_uuid(), 'task-events', $1::uuid, $2::bigint, 'task.deleted', 'pakaura/test', gen_random_uuid(), now(),
         'c', json_build_object('user_id', $1::uuid, 'correlation_id', 'c'))`,
      [userId, sequence],
    );
  }
  for (const { platform } of replicas) platform.wake();
}

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** What a consumer has of a user that passes what it has had before. */
function sequencesOf(userId: string): number[] {
  const own = reader.on(`${namespace}task-events`).filter(({ key }) => key === userId);
  return [...new Set(own.map(({ value }) => Number(/"sequence":(\d+)/.exec(value)?.[1])))];
}

test("brings every event to its topics, in order for each user, and to one partition", async () => {
  await startApi();
  const users = Array.from({ length: 5 }, () => randomUUID());
  await Promise.all(users.map((user) => append(user, numbers(1, 60))));
  await poll(() => {
    expect(reader.on(`${namespace}task-updates`)).toHaveLength(300);
    for (const user of users) expect(sequencesOf(user)).toEqual(numbers(1, 60));
  }, patienceMs);
  const partitions = users.map((user) => {
    const own = reader.records.filter(({ key }) => key === user);
    return new Set(own.map(({ topic, partition }) => `${topic} ${partition}`)).size;
  });
  expect(partitions).toEqual(users.map(() => 2));
});

test("while Kafka is away writes go on, and everything arrives afterwards, in order", async () => {
  const { platform } = await startApi();
  const users = [randomUUID(), randomUUID()] as const;
  await append(users[0], numbers(1, 5));
  await poll(() => expect(sequencesOf(users[0])).toEqual(numbers(1, 5)), patienceMs);
  await backbone.kafka.kill();
  const since = performance.now();
  await Promise.all(users.map((user) => append(user, numbers(6, 205))));
  const writingMs = performance.now() - since;
  await poll(async () => expect(await platform.relay?.lagSeconds()).toBeGreaterThan(0), patienceMs);
  await reader.close();
  await backbone.kafka.restart();
  await readAnew();
  await poll(() => {
    expect(sequencesOf(users[0])).toEqual(numbers(1, 205));
    expect(sequencesOf(users[1])).toEqual(numbers(6, 205));
  }, patienceMs);
  // Four hundred inserts of one connection pool: nothing waited for Kafka.
  expect(writingMs).toBeLessThan(20_000);
});

test("another replica takes over within five seconds when the leader is killed", async () => {
  const [first, second] = [await startApi(), await startApi()];
  const user = randomUUID();
  await poll(() => expect(first.platform.relay?.isLeading()).toBe(true), patienceMs);
  expect(second.platform.relay?.isLeading()).toBe(false);
  await append(user, numbers(1, 20));
  await poll(() => expect(sequencesOf(user)).toEqual(numbers(1, 20)), patienceMs);
  await first.kill();
  replicas.shift();
  const since = performance.now();
  await append(user, [21]);
  await poll(() => expect(sequencesOf(user)).toEqual(numbers(1, 21)), patienceMs);
  expect(performance.now() - since).toBeLessThan(5_000);
});

test("a leader without its sidecar gives the lead away, and loses nothing", async () => {
  const [first, second] = [await startApi(), await startApi()];
  const user = randomUUID();
  await poll(() => expect(first.platform.relay?.isLeading()).toBe(true), patienceMs);
  await first.sidecar.kill();
  await append(user, numbers(1, 20));
  await poll(() => expect(sequencesOf(user)).toEqual(numbers(1, 20)), patienceMs);
  expect(first.platform.relay?.isLeading()).toBe(false);
  expect(second.platform.relay?.isLeading()).toBe(true);
  expect(first.platform.isUp()).toBe(false);
  await first.sidecar.restart();
  await poll(() => expect(first.platform.isUp()).toBe(true), patienceMs);
});

import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { poll } from "../platform.case.ts";
import { type Backbone, startBackbone } from "./test-backbone.ts";
import { type Appended, createRelaySystem } from "./test-relay.ts";

type System = Awaited<ReturnType<typeof createRelaySystem>>;

const patienceMs = 60_000;
let backbone: Backbone;
let system: System;
let reader: Awaited<ReturnType<System["read"]>>;

beforeAll(async () => {
  backbone = await startBackbone();
});
afterAll(() => backbone.stop());

beforeEach(async () => {
  system = await createRelaySystem(backbone);
  reader = await system.read("task-events", "task-updates");
});
afterEach(async () => {
  await reader.close();
  await system.stop();
});

function eventsOf(user_id: string, sequences: number[]): Appended[] {
  const data = { user_id, correlation_id: "c" };
  const event = { topic: "task-events", user_id, type: "task.deleted", data } as const;
  return sequences.map((sequence) => ({ ...event, sequence }));
}

const append = (userId: string, sequences: number[]) => system.append(eventsOf(userId, sequences));

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** What a consumer has of a user that passes what it has had before. */
function sequencesOf(userId: string): number[] {
  const own = reader.on("task-events").filter(({ key }) => key === userId);
  return [...new Set(own.map(({ value }) => Number(/"sequence":(\d+)/.exec(value)?.[1])))];
}

test("brings every event to its topics, in order for each user, and to one partition", async () => {
  await system.startApi();
  const users = Array.from({ length: 5 }, () => randomUUID());
  await Promise.all(users.map((user) => append(user, numbers(1, 60))));
  await poll(() => {
    expect(reader.on("task-updates")).toHaveLength(300);
    for (const user of users) expect(sequencesOf(user)).toEqual(numbers(1, 60));
  }, patienceMs);
  const partitions = users.map((user) => {
    const own = reader.records.filter(({ key }) => key === user);
    return new Set(own.map(({ topic, partition }) => `${topic} ${partition}`)).size;
  });
  expect(partitions).toEqual(users.map(() => 2));
});

test("brings a user's events in order of which a late one lies first in the log, also by the next leader", async () => {
  const user = randomUUID();
  const late = await system.begin();
  await append(user, numbers(1, 300));
  await late.append(eventsOf(randomUUID(), numbers(1, 499)));
  await late.append(eventsOf(user, [301]));
  await late.commit();
  const first = await system.startApi();
  await poll(() => expect(sequencesOf(user).length).toBeGreaterThan(100), patienceMs);
  await system.kill(first);
  await system.startApi();
  await poll(() => expect(sequencesOf(user)).toContain(301), patienceMs);
  expect(sequencesOf(user)).toEqual(numbers(1, 301));
});

test("while Kafka is away writes go on, and everything arrives afterwards, in order", async () => {
  const { platform } = await system.startApi();
  const users = [randomUUID(), randomUUID()] as const;
  await append(users[0], numbers(1, 5));
  await poll(() => expect(sequencesOf(users[0])).toEqual(numbers(1, 5)), patienceMs);
  await backbone.kafka.kill();
  await Promise.all(users.map((user) => append(user, numbers(6, 205))));
  await poll(async () => expect(await platform.relay?.lagSeconds()).toBeGreaterThan(0), patienceMs);
  await backbone.kafka.restart();
  await reader.close();
  reader = await system.read("task-events", "task-updates");
  await poll(() => {
    expect(sequencesOf(users[0])).toEqual(numbers(1, 205));
    expect(sequencesOf(users[1])).toEqual(numbers(6, 205));
  }, patienceMs);
}, 300_000);

test("another replica takes over when the leader is killed", async () => {
  const [first, second] = [await system.startApi(), await system.startApi()];
  const user = randomUUID();
  await poll(() => expect(first.platform.relay?.isLeading()).toBe(true), patienceMs);
  expect(second.platform.relay?.isLeading()).toBe(false);
  await append(user, numbers(1, 20));
  await poll(() => expect(sequencesOf(user)).toEqual(numbers(1, 20)), patienceMs);
  await system.kill(first);
  await append(user, [21]);
  await poll(() => expect(sequencesOf(user)).toEqual(numbers(1, 21)), patienceMs);
});

test("a leader without its sidecar gives the lead away, and loses nothing", async () => {
  const [first, second] = [await system.startApi(), await system.startApi()];
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

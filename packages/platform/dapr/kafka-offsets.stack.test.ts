import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startKafka } from "@pakaura/stack/parts/kafka";
import { createTopics } from "@pakaura/stack/parts/kafka-admin";
import { prepareKafka } from "@pakaura/stack/prepare/kafka";
import { Admin, ListOffsetTimestamps, Producer } from "@platformatic/kafka";
import { afterAll, beforeAll, expect, test } from "vitest";
import { consumerTopics } from "./consumer-topics.ts";
import { readKafkaOffsets } from "./kafka-offsets.ts";

let folder: string;
let kafka: Awaited<ReturnType<typeof startKafka>>;
let admin: Admin;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "pakaura-offsets-"));
  const tools = await prepareKafka(() => undefined);
  const place = { dataFolder: join(folder, "data"), logFolder: join(folder, "logs") };
  kafka = await startKafka({ ...place, tools, password: "a password of tests" });
  admin = new Admin({ clientId: "test", ...kafka.access });
});
afterAll(async () => {
  await admin.close();
  await kafka.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function publish(count: number): Promise<void> {
  const producer = new Producer({ clientId: "test", ...kafka.access });
  const messages = Array.from({ length: count }, (_, index) => ({
    topic: "task-events",
    partition: 0,
    value: Buffer.from(String(index)),
  }));
  await producer.send({ messages });
  await producer.close();
}

async function newest(): Promise<bigint> {
  const timestamp = ListOffsetTimestamps.LATEST;
  const partitions = [{ partitionIndex: 0, timestamp }];
  const [listed] = await admin.listOffsets({ topics: [{ name: "task-events", partitions }] });
  return listed?.partitions[0]?.offset ?? 0n;
}

async function lagsOf(group: string): Promise<Record<string, number>> {
  const { groups } = await readKafkaOffsets(admin, consumerTopics);
  const own = groups.filter((one) => one.group === group);
  return Object.fromEntries(own.map((one) => [`${one.topic}/${one.partition}`, one.lag]));
}

test("a group that nobody reads for is behind by what came since, and one that never was by all", async () => {
  await createTopics(kafka.access);
  await publish(3);
  const partitionOffsets = [{ partition: 0, offset: await newest() }];
  const topics = [{ name: "task-events", partitionOffsets }];
  await admin.alterConsumerGroupOffsets({ groupId: "audit-service", topics });
  expect(await lagsOf("audit-service")).toMatchObject({ "task-events/0": 0, "reminders/0": 0 });
  await publish(5);
  expect(await lagsOf("audit-service")).toMatchObject({ "task-events/0": 5 });
  expect(await lagsOf("recurring-service")).toMatchObject({ "task-events/0": 8 });
  const { brokers, partitions } = await readKafkaOffsets(admin, consumerTopics);
  expect(brokers).toBe(1);
  expect(partitions).toContainEqual({ topic: "task-events", partition: 0, oldest: 0, newest: 8 });
});

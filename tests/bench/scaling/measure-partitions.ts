import { setTimeout as delay } from "node:timers/promises";
import { taskOf } from "@pakaura/domain/task.case";
import type { Stack } from "@pakaura/stack/start-stack";
import { Admin, Producer, stringSerializers } from "@platformatic/kafka";
import type { KafkaAccess } from "@pakaura/stack/parts/kafka-login";
import { formatColumns } from "./format-columns.ts";
import { processorSeconds, processorSecondsOfChildren } from "../../processor-seconds.ts";
import { fewest, withStack } from "./with-stack.ts";

type Consumer = "recurring" | "audit";

const topic = "task-events";
/** More than the consumers get through while they are looked at. */
const backlog = 60_000;
const users = 64;
const windowMs = 10_000;
const warmUpMs = 5_000;
const atOnce = 500;

function processorOf(stack: Stack, consumer: Consumer) {
  const own = stack.replicas.filter(({ service }) => service === consumer);
  const sum = (pids: (number | null)[]) =>
    pids.reduce<number>((seconds, pid) => seconds + processorSeconds(pid), 0);
  return {
    service: sum(own.map(({ app }) => app.pid())),
    sidecar: sum(own.map(({ sidecar }) => sidecar.pid())),
    kafka: sum([stack.backbone.kafka.pid()]),
    database: processorSecondsOfChildren(stack.postgres.pid()),
  };
}

function eventOf(userId: string, sequence: number): string {
  const id = crypto.randomUUID();
  const time = new Date().toISOString();
  return JSON.stringify({
    specversion: "1.0",
    id: crypto.randomUUID(),
    type: "task.created",
    source: "pakaura/api",
    subject: id,
    time,
    datacontenttype: "application/json",
    partitionkey: userId,
    sequence,
    data: {
      user_id: userId,
      task_id: id,
      correlation_id: "bench",
      payload: { task: taskOf({ id }), changed_fields: {}, actor: "user" },
    },
  });
}

/** Puts events of many users into Kafka, as many as the consumers work on for longer than they are looked at. */
async function produce(access: KafkaAccess, count: number): Promise<void> {
  const serializers = stringSerializers;
  const producer = new Producer({ clientId: "bench", ...access, serializers });
  const userIds = Array.from({ length: users }, () => crypto.randomUUID());
  for (let sent = 0; sent < count; sent += atOnce) {
    const messages = Array.from({ length: atOnce }, (_, index) => {
      const key = userIds[index % users] ?? "";
      return { topic, key, value: eventOf(key, Math.floor((sent + index) / users) + 1) };
    });
    await producer.send({ messages });
  }
  await producer.close();
}

async function committed(admin: Admin, group: string): Promise<number> {
  const [found] = await admin.listConsumerGroupOffsets({ groups: [group] });
  const partitions = found?.topics.find(({ name }) => name === topic)?.partitions ?? [];
  return partitions.reduce((sum, one) => sum + Math.max(0, Number(one.committedOffset)), 0);
}

async function measure(stack: Stack, consumer: Consumer) {
  const { access } = stack.backbone.kafka;
  const admin = new Admin({ clientId: "bench", ...access });
  await produce(access, backlog);
  await delay(warmUpMs);
  const [count, before, since] = [
    await committed(admin, consumer),
    processorOf(stack, consumer),
    performance.now(),
  ];
  await delay(windowMs);
  const reached = await committed(admin, consumer);
  if (reached >= backlog) throw new Error(`${consumer} was through with all before the end`);
  const handled = reached - count;
  const after = processorOf(stack, consumer);
  const seconds = (performance.now() - since) / 1_000;
  await admin.close();
  const msEach = (part: keyof typeof after): string =>
    (((after[part] - before[part]) * 1_000) / handled).toFixed(2);
  return [
    (handled / seconds).toFixed(0),
    msEach("service"),
    msEach("sidecar"),
    msEach("kafka"),
    msEach("database"),
  ];
}

/** Starts a stack with as many replicas of a service as partitions, and watches it work through a backlog. */
async function measureWith(consumer: Consumer, partitions: number): Promise<string[]> {
  const replicas = { ...fewest, [consumer]: partitions };
  const found = await withStack({ replicas, partitions }, (stack) => measure(stack, consumer));
  return [consumer, String(partitions), ...found];
}

/** A line for each service and number of partitions: events a second, and what an event costs of a core. */
export async function measurePartitions(): Promise<string> {
  const each = ["service", "sidecar", "Kafka", "database"].map((part) => `${part} ms/event`);
  const rows = [["consumer", "partitions and replicas", "events/s", ...each]];
  for (const consumer of ["recurring", "audit"] as const)
    for (const partitions of [1, 2, 4]) rows.push(await measureWith(consumer, partitions));
  return formatColumns(rows);
}

import type { KafkaOffsets } from "@pakaura/platform/dapr/kafka-offsets";
import { Registry } from "prom-client";
import { expect, test } from "vitest";
import { createKafkaMetrics, refreshKafkaMetrics } from "./kafka-metrics.ts";

const offsets: KafkaOffsets = {
  brokers: 1,
  partitions: [
    { topic: "task-events", partition: 0, oldest: 5, newest: 20 },
    { topic: "task-events", partition: 1, oldest: 0, newest: 4 },
  ],
  groups: [
    { group: "audit-service", topic: "task-events", partition: 0, committed: 18, lag: 2 },
    { group: "audit-service", topic: "task-events", partition: 1, committed: null, lag: 4 },
  ],
};

async function linesOf(...reads: (() => Promise<KafkaOffsets | null>)[]): Promise<string[]> {
  const registry = new Registry();
  const metrics = createKafkaMetrics([registry]);
  for (const read of reads) await refreshKafkaMetrics(metrics, read);
  const text = await registry.metrics();
  return text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
}

test("what Kafka says has the names and labels of kafka_exporter", async () => {
  const lines = await linesOf(async () => offsets);
  const group = 'consumergroup="audit-service",topic="task-events"';
  expect(lines.sort()).toEqual(
    [
      "kafka_brokers 1",
      'kafka_topic_partitions{topic="task-events"} 2',
      'kafka_topic_partition_current_offset{topic="task-events",partition="0"} 20',
      'kafka_topic_partition_current_offset{topic="task-events",partition="1"} 4',
      'kafka_topic_partition_oldest_offset{topic="task-events",partition="0"} 5',
      'kafka_topic_partition_oldest_offset{topic="task-events",partition="1"} 0',
      `kafka_consumergroup_current_offset{${group},partition="0"} 18`,
      `kafka_consumergroup_lag{${group},partition="0"} 2`,
      `kafka_consumergroup_lag{${group},partition="1"} 4`,
      `kafka_consumergroup_lag_sum{${group}} 6`,
    ].sort(),
  );
});

test("a Kafka that does not answer has no brokers, and what it said before is not said again", async () => {
  const away = () => Promise.reject(new Error("away"));
  expect(await linesOf(async () => offsets, away)).toEqual(["kafka_brokers 0"]);
});

test("a process that does not tell of Kafka says nothing, also when it did before", async () => {
  expect(
    await linesOf(
      async () => offsets,
      async () => null,
    ),
  ).toEqual([]);
});

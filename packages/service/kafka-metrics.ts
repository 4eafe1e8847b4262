import type { KafkaOffsets } from "@pakaura/platform/dapr/kafka-offsets";
import { Gauge, type Registry } from "prom-client";
import { inTime } from "./in-time.ts";

type KafkaMetrics = ReturnType<typeof createKafkaMetrics>;

/** Metrics of Kafka under the names of kafka_exporter (https://github.com/danielqsj/kafka_exporter), which can take over. */
export function createKafkaMetrics(registers: Registry[]) {
  const ofGroup = ["consumergroup", "topic", "partition"] as const;
  const ofPartition = ["topic", "partition"] as const;
  const metrics = {
    brokers: new Gauge({
      name: "kafka_brokers",
      help: "Brokers of the Kafka cluster, 0 while none answers",
      registers,
    }),
    partitions: new Gauge({
      name: "kafka_topic_partitions",
      help: "Partitions of a topic",
      labelNames: ["topic"],
      registers,
    }),
    newest: new Gauge({
      name: "kafka_topic_partition_current_offset",
      help: "Offset that the next event of a partition will have",
      labelNames: ofPartition,
      registers,
    }),
    oldest: new Gauge({
      name: "kafka_topic_partition_oldest_offset",
      help: "Offset of the oldest event that a partition keeps",
      labelNames: ofPartition,
      registers,
    }),
    committed: new Gauge({
      name: "kafka_consumergroup_current_offset",
      help: "Offset up to which a consumer group has committed a partition",
      labelNames: ofGroup,
      registers,
    }),
    lag: new Gauge({
      name: "kafka_consumergroup_lag",
      help: "Events of a partition that a consumer group has before it",
      labelNames: ofGroup,
      registers,
    }),
    lagSum: new Gauge({
      name: "kafka_consumergroup_lag_sum",
      help: "Events of a topic that a consumer group has before it",
      labelNames: ["consumergroup", "topic"],
      registers,
    }),
  };
  // A metric without labels would be 0 in every process.
  metrics.brokers.remove();
  return metrics;
}

const answerMs = 3_000;

/**
 * Sets the gauges to what Kafka says now. Where another process tells of it (null) there are none; a Kafka that does not answer in time is
 * one without brokers, and what it said before is not said again.
 */
export async function refreshKafkaMetrics(
  metrics: KafkaMetrics,
  read: () => Promise<KafkaOffsets | null>,
): Promise<void> {
  const nobody: KafkaOffsets = { brokers: 0, partitions: [], groups: [] };
  const offsets = await inTime(read(), answerMs).catch(() => nobody);
  for (const gauge of Object.values(metrics)) gauge.reset();
  metrics.brokers.remove();
  if (offsets === null) return;
  metrics.brokers.set(offsets.brokers);
  for (const { topic, partition, oldest, newest } of offsets.partitions) {
    metrics.partitions.inc({ topic });
    metrics.oldest.set({ topic, partition }, oldest);
    metrics.newest.set({ topic, partition }, newest);
  }
  for (const { group: consumergroup, topic, partition, committed, lag } of offsets.groups) {
    if (committed !== null) metrics.committed.set({ consumergroup, topic, partition }, committed);
    metrics.lag.set({ consumergroup, topic, partition }, lag);
    metrics.lagSum.inc({ consumergroup, topic }, lag);
  }
}

import type { ConnectionOptions } from "node:tls";
import { Admin, ListOffsetTimestamps, type SASLOptions } from "@platformatic/kafka";
import { wait } from "../log/wait.ts";
import { consumerTopics } from "./consumer-topics.ts";
import { describeGroup } from "./kafka-members.ts";
import { type KafkaOffsets, readKafkaOffsets } from "./kafka-offsets.ts";

/** What Kafka alone knows of consumer groups, and can do with them: no building block of Dapr is about it. */
export type KafkaGroups = {
  /** How many events each group has not handled. */
  lags: () => Promise<Map<string, number>>;
  /** Where they and the topics are, those groups included that Kafka does not know. */
  offsets: () => Promise<KafkaOffsets>;
  /** Has the group read everything again that was published at `time` or later. */
  rewind: (group: string, time: Date) => Promise<void>;
  /** Removes a group that nobody reads for any more. */
  forget: (group: string) => Promise<"forgotten" | "running" | "unknown">;
  close: () => Promise<void>;
};

const rewindTries = 20;
const tryAgainMs = 100;
type Offset = { partition: number; offset: bigint };

/** How Kafka is reached: `host:port` of brokers, by TLS or not, and who signs in there, if anybody has to. */
export type KafkaAccess = {
  bootstrapBrokers: string[];
  tls?: ConnectionOptions;
  sasl?: SASLOptions;
};

export function createKafkaGroups(access: KafkaAccess): KafkaGroups {
  const admin = new Admin({ clientId: "pakaura-operators", ...access });

  async function offsetsAt(topic: string, partitions: number[], timestamp: bigint) {
    const request = partitions.map((partitionIndex) => ({ partitionIndex, timestamp }));
    const [listed] = await admin.listOffsets({ topics: [{ name: topic, partitions: request }] });
    const found = listed?.partitions ?? [];
    return found.map(({ partitionIndex: partition, offset }): Offset => ({ partition, offset }));
  }

  /** Where each partition was at the time, or its end where nothing came since. */
  async function offsetsSince(topic: string, partitions: number[], time: Date): Promise<Offset[]> {
    const [since, ends] = await Promise.all([
      offsetsAt(topic, partitions, BigInt(time.getTime())),
      offsetsAt(topic, partitions, ListOffsetTimestamps.LATEST),
    ]);
    const endOf = new Map(ends.map(({ partition, offset }) => [partition, offset]));
    return since.map(({ partition, offset }) => ({
      partition,
      offset: offset < 0n ? (endOf.get(partition) ?? 0n) : offset,
    }));
  }

  async function committed(group: string) {
    const [found] = await admin.listConsumerGroupOffsets({ groups: [group] });
    return found?.topics ?? [];
  }

  /** Where the group was at the time, on each topic that it reads: it may not have committed anything yet. */
  async function offsetsOf(group: string, time: Date) {
    const { topics } = await describeGroup({ admin, ...access }, group);
    for (const { name } of await committed(group)) topics.add(name);
    const metadata = await admin.metadata({ topics: [...topics] });
    const found = [...metadata.topics].map(async ([name, { partitionsCount }]) => {
      const partitions = Array.from({ length: partitionsCount }, (_, index) => index);
      return { name, partitionOffsets: await offsetsSince(name, partitions, time) };
    });
    return Promise.all(found);
  }

  return {
    async lags() {
      const names = [...(await admin.listGroups()).keys()].sort();
      const lags = new Map(names.map((name) => [name, 0]));
      const { groups } = await readKafkaOffsets(admin, {});
      for (const { group, lag } of groups) lags.set(group, (lags.get(group) ?? 0) + lag);
      return lags;
    },
    offsets: () => readKafkaOffsets(admin, consumerTopics),
    async rewind(group, time) {
      const topics = await offsetsOf(group, time);
      const signal = new AbortController().signal;
      for (let tries = 1; ; tries += 1) {
        // Offsets can be set while nobody reads. The members are sent away, notice it at their next
        // heartbeat, and come back to where the group is then; what they commit until then is refused.
        const { members } = await describeGroup({ admin, ...access }, group);
        try {
          if (members.length > 0)
            await admin.removeMembersFromConsumerGroup({
              groupId: group,
              members: members.map((memberId) => ({ memberId })),
            });
          await admin.alterConsumerGroupOffsets({ groupId: group, topics });
          return;
        } catch (error) {
          // One of them was quicker.
          if (tries === rewindTries) throw error;
          await wait(tryAgainMs, signal);
        }
      }
    },
    async forget(group) {
      if (!(await admin.listGroups()).has(group)) return "unknown";
      const { members } = await describeGroup({ admin, ...access }, group);
      if (members.length > 0) return "running";
      await admin.deleteGroups({ groups: [group] });
      return "forgotten";
    },
    close: () => admin.close(),
  };
}

import { Admin, ListOffsetTimestamps } from "@platformatic/kafka";
import { vi } from "vitest";
import type { KafkaAccess } from "./kafka-groups.ts";
import { describeGroup } from "./kafka-members.ts";

const patience = { timeout: 60_000, interval: 50 };

/** What tests ask Kafka itself. */
export function createTestKafka(access: KafkaAccess) {
  const admin = new Admin({ clientId: "test", ...access });

  async function ends(topic: string, partitionCount: number): Promise<Map<number, bigint>> {
    const partitions = Array.from({ length: partitionCount }, (_, partitionIndex) => ({
      partitionIndex,
      timestamp: ListOffsetTimestamps.LATEST,
    }));
    const [listed] = await admin.listOffsets({ topics: [{ name: topic, partitions }] });
    return new Map(listed?.partitions.map((one) => [one.partitionIndex, one.offset]));
  }

  async function committed(group: string, topic: string): Promise<Map<number, bigint>> {
    const [found] = await admin.listConsumerGroupOffsets({ groups: [group] });
    const partitions = found?.topics.find(({ name }) => name === topic)?.partitions ?? [];
    return new Map(partitions.map((one) => [one.partitionIndex, one.committedOffset]));
  }

  return {
    /** Has a new group begin at what comes from now on, before its first member is there. */
    async beginAtEnd(group: string, topic: string, partitionCount: number): Promise<void> {
      const offsets = await ends(topic, partitionCount);
      const partitionOffsets = [...offsets].map(([partition, offset]) => ({ partition, offset }));
      await admin.alterConsumerGroupOffsets({
        groupId: group,
        topics: [{ name: topic, partitionOffsets }],
      });
    },
    /** Resolves when the group has so many members, and all of them read. */
    untilJoined: (group: string, members: number) =>
      vi.waitFor(async () => {
        const found = await describeGroup({ admin, ...access }, group);
        if (found.state !== "Stable" || found.members.length !== members)
          throw new Error(`${group}: ${found.state}, ${found.members.length} of ${members}`);
      }, patience),
    /** Resolves when the group has read the topic to its end. */
    untilRead: (group: string, topic: string, partitionCount: number) =>
      vi.waitFor(async () => {
        const own = await committed(group, topic);
        for (const [partition, end] of await ends(topic, partitionCount)) {
          const offset = own.get(partition) ?? 0n;
          if (end > 0n && offset < end) throw new Error(`${group} is at ${offset} of ${end}`);
        }
      }, patience),
    close: () => admin.close(),
  };
}

/** The partition of a key, as Dapr's producer chooses it: FNV-1a of 32 bits, as a signed number. */
export function partitionOf(key: string, partitionCount: number): number {
  let sum = 0x811c9dc5;
  for (const byte of Buffer.from(key)) sum = Math.imul(sum ^ byte, 0x01000193);
  return Math.abs((sum | 0) % partitionCount);
}

import { type Admin, ListOffsetTimestamps } from "@platformatic/kafka";

/** What one partition has: from `oldest` to before `newest`. */
export type PartitionOffsets = { topic: string; partition: number; oldest: number; newest: number };

/** Where a group is in a partition; `committed` is null where it has never said so. */
export type GroupOffset = {
  group: string;
  topic: string;
  partition: number;
  committed: number | null;
  /** How many events it has before it. */
  lag: number;
};

/** Topics, partitions and groups as the broker knows them, whoever reads or does not. */
export type KafkaOffsets = {
  brokers: number;
  partitions: PartitionOffsets[];
  groups: GroupOffset[];
};

type Wanted = Readonly<Record<string, readonly string[]>>;

/** Topics of Kafka's own, such as that of the committed offsets. */
const internalTopic = /^__/;
const keyOf = (topic: string, partition: number) => `${topic}/${partition}`;

async function readPartitions(admin: Admin): Promise<Omit<KafkaOffsets, "groups">> {
  const names = (await admin.listTopics()).filter((name) => !internalTopic.test(name));
  const metadata = await admin.metadata({ topics: names });
  async function offsetsAt(timestamp: bigint): Promise<Map<string, number>> {
    const topics = [...metadata.topics].map(([name, { partitionsCount }]) => ({
      name,
      partitions: Array.from({ length: partitionsCount }, (_, partitionIndex) => ({
        partitionIndex,
        timestamp,
      })),
    }));
    const listed = topics.length === 0 ? [] : await admin.listOffsets({ topics });
    return new Map(
      listed.flatMap(({ name, partitions }) =>
        partitions.map((one) => [keyOf(name, one.partitionIndex), Number(one.offset)]),
      ),
    );
  }
  const [oldest, newest] = await Promise.all([
    offsetsAt(ListOffsetTimestamps.EARLIEST),
    offsetsAt(ListOffsetTimestamps.LATEST),
  ]);
  const partitions = [...metadata.topics].flatMap(([topic, { partitionsCount }]) =>
    Array.from({ length: partitionsCount }, (_, partition) => {
      const key = keyOf(topic, partition);
      return { topic, partition, oldest: oldest.get(key) ?? 0, newest: newest.get(key) ?? 0 };
    }),
  );
  return { brokers: metadata.brokers.size, partitions };
}

async function readCommitted(admin: Admin, group: string): Promise<Map<string, number>> {
  const [found] = await admin.listConsumerGroupOffsets({ groups: [group] });
  return new Map(
    (found?.topics ?? []).flatMap(({ name, partitions }) =>
      partitions
        .filter(({ committedOffset }) => committedOffset >= 0n)
        .map((one) => [keyOf(name, one.partitionIndex), Number(one.committedOffset)]),
    ),
  );
}

/**
 * Reads where everybody is. Of a group in `wanted` every partition of its topics counts: where it has committed nothing,
 * all that is there is before it, as it would begin with the oldest. Of another group those where it has.
 */
export async function readKafkaOffsets(admin: Admin, wanted: Wanted): Promise<KafkaOffsets> {
  const [{ brokers, partitions }, listed] = await Promise.all([
    readPartitions(admin),
    admin.listGroups(),
  ]);
  const groups = [...new Set([...listed.keys(), ...Object.keys(wanted)])].sort();
  const places = await Promise.all(
    groups.map(async (group) => {
      const own = listed.has(group) ? await readCommitted(admin, group) : new Map<string, number>();
      return partitions.flatMap(({ topic, partition, oldest, newest }): GroupOffset[] => {
        const committed = own.get(keyOf(topic, partition)) ?? null;
        if (committed === null && !wanted[group]?.includes(topic)) return [];
        // It may have committed since the end was read.
        const lag = Math.max(0, newest - (committed ?? oldest));
        return [{ group, topic, partition, committed, lag }];
      });
    }),
  );
  return { brokers, partitions, groups: places.flat() };
}

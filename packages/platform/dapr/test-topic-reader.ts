import { randomUUID } from "node:crypto";
import { Consumer, stringDeserializers } from "@platformatic/kafka";
import { vi } from "vitest";
import type { KafkaAccess } from "./kafka-groups.ts";

/** A record as a plain consumer reads it, which knows nothing of Dapr. */
export type PlainRecord = {
  topic: string;
  partition: number;
  key: string;
  value: string;
  headers: Record<string, string>;
};

const patience = { timeout: 60_000, interval: 100 };

/** A group is not there yet in the moments in which its broker has just come back. */
function join(access: KafkaAccess, topics: string[]) {
  return vi.waitFor(async () => {
    const consumer = new Consumer({
      clientId: "plain",
      groupId: `plain-${randomUUID()}`,
      ...access,
      deserializers: stringDeserializers,
    });
    try {
      const stream = await consumer.consume({ topics, mode: "earliest", autocommit: false });
      return { consumer, stream };
    } catch (error) {
      await consumer.close(true).catch(() => undefined);
      throw error;
    }
  }, patience);
}

/** Reads topics from their first record on, as a consumer group of its own. */
export async function readTopics(access: KafkaAccess, topics: string[]) {
  const records: PlainRecord[] = [];
  const { consumer, stream } = await join(access, topics);
  stream.on("data", ({ topic, partition, key, value, headers }) =>
    records.push({ topic, partition, key, value, headers: Object.fromEntries(headers) }),
  );
  // A broker that is stopped on purpose is no error of the test.
  stream.on("error", () => undefined);
  return {
    records,
    on: (topic: string) => records.filter((record) => record.topic === topic),
    close: async () => {
      await stream.close();
      // Nor can a group be left in those moments.
      await vi.waitFor(() => consumer.close(true), patience);
    },
  };
}

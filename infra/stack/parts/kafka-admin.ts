import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Admin } from "@platformatic/kafka";
import type { KafkaAccess } from "./kafka-login.ts";

/** A topic with its partitions and how long it keeps what it was sent. */
export type TopicSettings = { name: string; partitions: number; retentionMs: number };

const topicsFile = join(import.meta.dirname, "../../kafka/topics.conf");

/** The topics that Pakaura uses. */
export function readTopics(text = readFileSync(topicsFile, "utf8")): TopicSettings[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#"));
  return lines.map((line) => {
    const [name = "", partitions, retentionMs] = line.trim().split(/\s+/);
    return { name, partitions: Number(partitions), retentionMs: Number(retentionMs) };
  });
}

function createAdmin(access: KafkaAccess): Admin {
  return new Admin({ clientId: "stack", ...access, retries: false });
}

/** Whether the broker takes requests. */
export async function answersKafka(access: KafkaAccess): Promise<boolean> {
  const admin = createAdmin(access);
  try {
    return (await admin.metadata({ topics: [] })).brokers.size > 0;
  } finally {
    await admin.close();
  }
}

function saysThatItExists(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("apiId" in error && error.apiId === "TOPIC_ALREADY_EXISTS") return true;
  return error instanceof AggregateError && error.errors.some(saysThatItExists);
}

/** Makes the topics that are not there yet. */
export async function createTopics(access: KafkaAccess, topics = readTopics()): Promise<void> {
  const admin = createAdmin(access);
  try {
    for (const { name, partitions, retentionMs } of topics) {
      const configs = [{ name: "retention.ms", value: String(retentionMs) }];
      await admin
        .createTopics({ topics: [name], partitions, replicas: 1, configs })
        .catch((error: unknown) => {
          if (!saysThatItExists(error)) throw error;
        });
    }
  } finally {
    await admin.close();
  }
}

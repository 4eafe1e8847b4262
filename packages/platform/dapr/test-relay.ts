import type { Queryable } from "@pakaura/database/connection";
import { createTestDatabase } from "@pakaura/database/test-database";
import { createApp } from "@pakaura/service/create-app";
import { createLogger } from "@pakaura/service/logging";
import { createTopics } from "@pakaura/stack/parts/kafka-admin";
import type { Topic } from "@pakaura/contract/events";
import type { Backbone } from "./test-backbone.ts";
import { startReplica, type TestReplica } from "./test-process.ts";
import { readTopics } from "./test-topic-reader.ts";

const retry = { maxTries: 4, firstDelayMs: 20, maxDelayMs: 100 };
const topics = ["task-events", "reminders", "task-updates", "dead-letters"];

/** A stream event as a test appends it. */
export type Appended = {
  topic: Topic;
  user_id: string;
  sequence: number;
  type: string;
  data: object;
};

async function insert(queryable: Queryable, events: readonly Appended[]): Promise<void> {
  for (const { topic, user_id, sequence, type, data } of events) {
    await queryable.query(
      `insert into events (id, topic, user_id, sequence, type, source, subject, time, correlation_id, data)
       values (gen_random_uuid(), $1, $2, $3, $4, 'pakaura/test', gen_random_uuid(), now(), 'c', $5)`,
      [topic, user_id, sequence, type, JSON.stringify(data)],
    );
  }
}

let caseCount = 0;

/** An event log, and replicas of the api that bring it to topics of their own. */
export async function createRelaySystem(backbone: Backbone) {
  caseCount += 1;
  const namespace = `relay${caseCount}`;
  const database = await createTestDatabase();
  const replicas = new Set<TestReplica>();
  const settings = { partitions: 3, retentionMs: 3_600_000 };
  const { access } = backbone.kafka;
  await createTopics(
    access,
    topics.map((topic) => ({ name: `${namespace}${topic}`, ...settings })),
  );

  return {
    async startApi(): Promise<TestReplica> {
      const app = createApp({ log: createLogger("api", "silent"), name: "api" });
      const replica = await startReplica({
        backbone,
        namespace,
        podName: `api-${replicas.size}`,
        service: { name: "api", subscriptions: [], app },
        retry,
        eventLog: { pool: database.pool, url: database.url, kafka: null },
      });
      replicas.add(replica);
      return replica;
    },
    /** Appends events as the API does, one transaction each. */
    async append(events: readonly Appended[]): Promise<void> {
      await insert(database.pool, events);
      for (const { platform } of replicas) platform.wake();
    },
    /** A transaction that has its id, and so an early place in the log, before others that end sooner. */
    async begin() {
      const client = await database.pool.connect();
      await client.query("begin");
      await client.query("select pg_current_xact_id()");
      return {
        append: (events: readonly Appended[]) => insert(client, events),
        async commit() {
          await client.query("commit");
          client.release();
        },
      };
    },
    /** Reads topics from their beginning, as a consumer that knows nothing of Dapr. */
    async read(...names: Topic[]) {
      const reader = await readTopics(
        access,
        names.map((name) => `${namespace}${name}`),
      );
      return { ...reader, on: (topic: Topic) => reader.on(`${namespace}${topic}`) };
    },
    async kill(replica: TestReplica): Promise<void> {
      replicas.delete(replica);
      await replica.kill();
    },
    async stop(): Promise<void> {
      for (const replica of replicas) await replica.kill();
      await database.drop();
    },
  };
}

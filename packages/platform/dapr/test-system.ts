import { randomUUID } from "node:crypto";
import { createTestDatabase } from "@pakaura/database/test-database";
import { createApp } from "@pakaura/service/create-app";
import { createLogger } from "@pakaura/service/logging";
import { createTopics } from "@pakaura/stack/parts/kafka-admin";
import type { TestPlatform, TestProcess, TestService } from "../platform.case.ts";
import type { Platform } from "../platform.ts";
import { loneReplica } from "../replica.ts";
import { createKafkaGroups } from "./kafka-groups.ts";
import type { Backbone } from "./test-backbone.ts";
import { createTestKafka, partitionOf } from "./test-kafka.ts";
import { startReplica, type TestReplica } from "./test-process.ts";

const partitions = 3;
const retentionMs = 3_600_000;
const maxTries = 4;
const retry = { maxTries, firstDelayMs: 20, maxDelayMs: 100 };
const deadLetters = "dead-letters";
const keeperName = "keeper";

/** Blocks that are there a moment later. */
function blocksOf(made: () => Promise<Platform>): Platform {
  return {
    pubsub: { publish: async (...given) => (await made()).pubsub.publish(...given) },
    jobs: {
      schedule: async (...given) => (await made()).jobs.schedule(...given),
      delete: async (...given) => (await made()).jobs.delete(...given),
    },
    state: {
      get: async <Value>(key: string) => (await made()).state.get<Value>(key),
      set: async (...given) => (await made()).state.set(...given),
      delete: async (...given) => (await made()).state.delete(...given),
    },
    secrets: { get: async (...given) => (await made()).secrets.get(...given) },
    invocation: { invoke: async (...given) => (await made()).invocation.invoke(...given) },
    replica: loneReplica(),
  };
}

/** Users whose events lie in partitions of their own. */
function independentUsers(count: number): string[] {
  const users = new Map<number, string>();
  while (users.size < count) {
    const user = randomUUID();
    users.set(partitionOf(user, partitions), user);
  }
  return [...users.values()];
}

let caseCount = 0;

/** Dapr for one case: topics, groups, keys and jobs of its own on the backbone. */
export async function createDaprTestPlatform(backbone: Backbone): Promise<TestPlatform> {
  caseCount += 1;
  const namespace = `case${caseCount}`;
  const topicOf = (topic: string) => `${namespace}${topic}`;
  const { access } = backbone.kafka;
  const kafka = createTestKafka(access);
  const database = await createTestDatabase();
  const topics = ["task-events", "reminders", "task-updates", deadLetters];
  await createTopics(
    access,
    topics.map((topic) => ({ name: topicOf(topic), partitions, retentionMs })),
  );
  /** Replicas that run, by service. */
  const replicas = new Map<string, Set<TestReplica>>();
  const extras = new Map<string, Promise<TestReplica>>();
  let replicaCount = 0;

  /** What Dapr makes of `{namespace}`. */
  const groupOf = (service: string) => `${namespace}.${service}`;

  async function start(service: TestService): Promise<TestReplica> {
    const { name, subscriptions } = service;
    replicaCount += 1;
    const podName = `${name}-${replicaCount}`;
    const broadcast = subscriptions.find(({ mode }) => mode === "broadcast");
    const broadcastGroup = `${groupOf(name)}-ws-${namespace}-${podName}`;
    if (broadcast) await kafka.beginAtEnd(broadcastGroup, topicOf(broadcast.topic), partitions);
    const eventLog = { pool: database.pool, url: database.url, kafka: access };
    const replica = await startReplica({
      backbone,
      namespace,
      podName,
      service,
      retry,
      ...(name === keeperName ? { eventLog } : {}),
    });
    const running = replicas.get(name) ?? new Set();
    replicas.set(name, running.add(replica));
    if (broadcast) await kafka.untilJoined(broadcastGroup, 1);
    else if (subscriptions.length > 0) await kafka.untilJoined(groupOf(name), running.size);
    return replica;
  }

  /** A service without an app of the case's own: whoever only calls. */
  function extra(name: string): Promise<TestReplica> {
    const app = createApp({ log: createLogger(name, "silent"), name });
    const made = extras.get(name) ?? start({ name, subscriptions: [], app });
    extras.set(name, made);
    return made;
  }

  function end(name: string, replica: TestReplica): boolean {
    return replicas.get(name)?.delete(replica) ?? false;
  }

  return {
    maxTries,
    patienceMs: 40_000,
    users: independentUsers,
    async startProcess(services): Promise<TestProcess> {
      const own = new Map<string, TestReplica>();
      for (const service of services) own.set(service.name, await start(service));
      async function each(action: (replica: TestReplica) => Promise<void>): Promise<void> {
        const ended = [...own].filter(([name, replica]) => end(name, replica));
        await Promise.all(ended.map(([, replica]) => action(replica)));
      }
      return {
        platform: (name) => {
          const replica = own.get(name);
          return replica
            ? replica.platform.blocks
            : blocksOf(async () => (await extra(name)).platform.blocks);
        },
        async stop() {
          await each((replica) => replica.stop());
          for (const { app } of services) await app.close();
        },
        async kill() {
          await each((replica) => replica.kill());
        },
      };
    },
    async rewind(group, time) {
      const groups = createKafkaGroups(access);
      await groups.rewind(groupOf(group), time);
      await groups.close();
    },
    async deadLetters(group) {
      await extra(keeperName);
      await kafka.untilRead(groupOf(keeperName), topicOf(deadLetters), partitions);
      const { rows } = await database.pool.query<{
        event_id: string;
        error: string;
        tries: number;
      }>("select event_id, error, tries from dead_letters where consumer_group = $1", [group]);
      return rows.map(({ event_id: eventId, error, tries }) => ({ eventId, error, tries }));
    },
    async stop() {
      const started = await Promise.all(extras.values());
      await Promise.all(started.map((replica) => replica.kill()));
      await kafka.close();
      await database.drop();
    },
  };
}

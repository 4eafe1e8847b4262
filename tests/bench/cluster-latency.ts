import { mkdirSync } from "node:fs";
import { createTopics } from "@pakaura/stack/parts/kafka-admin";
import type { KafkaAccess } from "@pakaura/stack/parts/kafka-login";
import { prepareStack } from "@pakaura/stack/prepare";
import { ToolMissing } from "@pakaura/stack/prepare/tool-missing";
import { oneOfEach } from "@pakaura/stack/services";
import { startStack, type Stack } from "@pakaura/stack/start-stack";
import {
  Consumer,
  Producer,
  ProduceAcks,
  stringDeserializers,
  stringSerializers,
} from "@platformatic/kafka";
import { type Account, signUp } from "../account.ts";
import { temporaryFolder } from "../product.ts";
import type { Environment } from "./environment.ts";
import { createHttpClient, expectStatus } from "./http-client.ts";
import { ms, type Row } from "./row.ts";
import { openSession } from "./sockets.ts";
import { median, rounds, timed } from "./statistics.ts";

const samplesPerRound = 100;
const roundCount = 5;

/** Row 8: what Kafka, Dapr and the relay add between a write and another session, over Kafka alone. */
export async function benchClusterLatency({ product }: Environment): Promise<Row[]> {
  const folder = await temporaryFolder();
  const webAppFolder = `${folder.path}/web`;
  mkdirSync(webAppFolder);
  const place = { dataFolder: `${folder.path}/data`, webAppFolder, host: "127.0.0.1", port: 0 };
  const tools = await prepareStack().catch((error: unknown) => {
    if (!(error instanceof ToolMissing)) throw error;
    console.error(`Row 8 is left out: ${error.message}`);
    return null;
  });
  if (tools === null) return [];
  const stack = await startStack({ ...place, tools, replicas: oneOfEach, logLevel: "warn" });
  try {
    return [await measure(product.url, stack)];
  } finally {
    await stack.stop();
    await folder.remove();
  }
}

async function measure(embeddedUrl: string, stack: Stack): Promise<Row> {
  const embedded = await openWriter(embeddedUrl);
  const cluster = await openWriter(stack.url);
  const kafka = await openKafka(stack.backbone.kafka.access);
  async function round() {
    const samples = { embedded: [] as number[], cluster: [] as number[], kafka: [] as number[] };
    for (let sample = 0; sample < samplesPerRound; sample += 1) {
      samples.embedded.push(await embedded.writeAndSee());
      samples.cluster.push(await cluster.writeAndSee());
      samples.kafka.push(await kafka.produceAndConsume());
    }
    return samples;
  }
  await round();
  const measured = await rounds(roundCount, round);
  embedded.close();
  cluster.close();
  await kafka.close();
  const at = (side: "embedded" | "cluster" | "kafka") =>
    median(measured.map((samples) => median(samples[side])));
  const added = at("cluster") - at("embedded");
  return {
    number: "8",
    measure: `added on the cluster's path, p50 (write -> session ${ms(at("cluster"))})`,
    ours: ms(added),
    reference: ms(at("kafka")),
    ratio: added / at("kafka"),
    target: { atMost: 2 },
  };
}

async function openWriter(url: string) {
  const account: Account = await signUp(url, "cluster");
  const session = await openSession(url, account.token);
  const client = createHttpClient();
  return {
    writeAndSee: () =>
      timed(async () => {
        const id = crypto.randomUUID();
        const seen = session.waitFor(
          (text) => text.includes(id) && text.startsWith('{"type":"event"'),
        );
        const body = { id, title: "Latency" };
        const answer = client.send("POST", `${url}/api/v1/tasks`, account.headers, body);
        await seen;
        expectStatus(await answer, 201);
      }),
    close: () => {
      session.close();
      client.close();
    },
  };
}

/** A producer and a consumer of Kafka, with nothing between. */
async function openKafka(access: KafkaAccess) {
  const options = { clientId: "bench", ...access };
  const topic = "bench";
  await createTopics(access, [{ name: topic, partitions: 3, retentionMs: 3_600_000 }]);
  const producer = new Producer({ ...options, serializers: stringSerializers });
  const consumer = new Consumer({
    ...options,
    groupId: `bench-${crypto.randomUUID()}`,
    deserializers: stringDeserializers,
  });
  const stream = await consumer.consume({ topics: [topic], mode: "latest", autocommit: false });
  const waiting = new Map<string, () => void>();
  stream.on("data", ({ key }) => waiting.get(key)?.());
  return {
    produceAndConsume: () =>
      timed(async () => {
        const key = crypto.randomUUID();
        const consumed = new Promise<void>((resolve) => waiting.set(key, resolve));
        const messages = [{ topic, key, value: "{}" }];
        await producer.send({ messages, acks: ProduceAcks.ALL });
        await consumed;
        waiting.delete(key);
      }),
    close: async () => {
      await stream.close();
      await consumer.close(true);
      await producer.close();
    },
  };
}

import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { StackTools } from "../prepare.ts";
import { run } from "../prepare/run.ts";
import { answersKafka } from "./kafka-admin.ts";
import { freePort } from "./free-port.ts";
import { type Part, startPart } from "./part.ts";
import { type Place, placeOf } from "./place.ts";

export type Kafka = Part & {
  port: number;
  /** `host:port`, as clients want it. */
  broker: string;
};

/** One node that is broker and controller; https://kafka.apache.org/documentation/#kraft_config */
function serverProperties(folder: string, port: number, controllerPort: number): string {
  const settings = {
    "process.roles": "broker,controller",
    "node.id": 1,
    "controller.quorum.bootstrap.servers": `127.0.0.1:${controllerPort}`,
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    "advertised.listeners": `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    "controller.listener.names": "CONTROLLER",
    "log.dirs": join(folder, "log"),
    // Topics are made on purpose, with their partitions and retention.
    "auto.create.topics.enable": false,
    "offsets.topic.replication.factor": 1,
    "offsets.topic.num.partitions": 5,
    "transaction.state.log.replication.factor": 1,
    "transaction.state.log.min.isr": 1,
    "transaction.state.log.num.partitions": 5,
    // A group works at once, and finds out soon that a member was killed.
    "group.initial.rebalance.delay.ms": 0,
    "group.min.session.timeout.ms": 1_000,
    // The controller lets a broker come back only when it takes the one before for dead. Less than this, and
    // a busy machine makes it take one for dead that lives.
    "broker.session.timeout.ms": 6_000,
    "broker.heartbeat.interval.ms": 500,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
}

function javaArguments(tools: StackTools, folder: string): string[] {
  const memory = ["-Xms128m", "-Xmx512m", "-XX:+UseSerialGC"];
  // The quick compiler alone: what the better one gains later, a stack that starts often never sees.
  const compiler = ["-XX:TieredStopAtLevel=1"];
  const logging = `-Dlog4j2.configurationFile=${join(import.meta.dirname, "../kafka/log4j2.yaml")}`;
  return [
    ...memory,
    ...compiler,
    logging,
    `-Djava.io.tmpdir=${folder}`,
    "-cp",
    `${tools.kafkaLibraries}/*`,
  ];
}

/** Starts Kafka with its data in `kafka` of the data folder, made at the first start. */
export async function startKafka(
  options: Place & { tools: StackTools; port?: number },
): Promise<Kafka> {
  const { tools } = options;
  const { folder, logFile } = placeOf(options, "kafka");
  const port = options.port ?? (await freePort());
  const controllerPort = await freePort();
  const properties = join(folder, "server.properties");
  mkdirSync(folder, { recursive: true });
  writeFileSync(properties, serverProperties(folder, port, controllerPort));
  const java = javaArguments(tools, folder);
  if (!existsSync(join(folder, "log", "meta.properties"))) {
    const id = randomUUID().replaceAll("-", "").slice(0, 22);
    const format = ["format", "--standalone", "-t", id, "-c", properties];
    await run(tools.java, [...java, "kafka.tools.StorageTool", ...format], { folder });
  }
  const part = await startPart({
    name: "kafka",
    command: tools.java,
    args: [...java, "kafka.Kafka", properties],
    environment: { PATH: process.env["PATH"] ?? "" },
    folder,
    logFile,
    isReady: () => answersKafka(`127.0.0.1:${port}`),
    // Seconds, and on a busy machine minutes: after a crash it reads its log first.
    startMs: 180_000,
  });
  return { ...part, port, broker: `127.0.0.1:${port}` };
}

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { StackTools } from "../stack-tools.ts";
import { freePort } from "./free-port.ts";
import { answersKafka } from "./kafka-admin.ts";
import { accessTo, type KafkaAccess, kafkaUsername } from "./kafka-login.ts";
import { type Part, startPart } from "./part.ts";
import { type Place, placeOf } from "./place.ts";

export type Kafka = Part & {
  port: number;
  /** `host:port`, as clients want it. */
  broker: string;
  access: KafkaAccess;
};

/** What Kafka is run with: a Java, and the folder of its jar files. */
export type KafkaTools = Pick<StackTools, "java" | "kafkaLibraries">;

/** The arguments of a Java that runs a program of Kafka's. */
export function javaArguments({ kafkaLibraries }: KafkaTools, ...more: string[]): string[] {
  const memory = ["-Xms128m", "-Xmx512m", "-XX:+UseSerialGC"];
  // The quick compiler alone: what the better one gains later, a stack that starts often never sees.
  const compiler = ["-XX:TieredStopAtLevel=1"];
  const logging = `-Dlog4j2.configurationFile=${join(import.meta.dirname, "../kafka/log4j2.yaml")}`;
  return [...memory, ...compiler, logging, ...more, "-cp", `${kafkaLibraries}/*`];
}

/** Where a node listens and keeps its files, and the password of its account. */
type Node = { folder: string; port: number; controllerPort: number; password: string };

/**
 * Who signs in where, https://kafka.apache.org/documentation/#security_sasl_plain: clients, and the node itself
 * with its controller, all by the one account.
 */
function signInSettings(password: string): Record<string, string> {
  const module = "org.apache.kafka.common.security.plain.PlainLoginModule required";
  const account = `username="${kafkaUsername}" password="${password}"`;
  const login = `${module} ${account} user_${kafkaUsername}="${password}";`;
  return {
    "listener.security.protocol.map": "CLIENT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT",
    "inter.broker.listener.name": "CLIENT",
    "sasl.enabled.mechanisms": "PLAIN",
    "sasl.mechanism.inter.broker.protocol": "PLAIN",
    "sasl.mechanism.controller.protocol": "PLAIN",
    "listener.name.client.plain.sasl.jaas.config": login,
    "listener.name.controller.sasl.enabled.mechanisms": "PLAIN",
    "listener.name.controller.plain.sasl.jaas.config": login,
  };
}

/** One node that is broker and controller; https://kafka.apache.org/documentation/#kraft_config */
function serverProperties({ folder, port, controllerPort, password }: Node): string {
  const settings = {
    "process.roles": "broker,controller",
    "node.id": 1,
    "controller.quorum.bootstrap.servers": `127.0.0.1:${controllerPort}`,
    listeners: `CLIENT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    "advertised.listeners": `CLIENT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
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
    ...signInSettings(password),
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
}

/** Writes the properties of a Kafka with its data in this folder, and tells where. They hold its password. */
export function writeProperties(node: Node): string {
  const { folder } = node;
  const properties = join(folder, "server.properties");
  mkdirSync(folder, { recursive: true });
  rmSync(properties, { force: true });
  writeFileSync(properties, serverProperties(node), { mode: 0o600 });
  return properties;
}

type RunOptions = Place & {
  tools: KafkaTools;
  /** What the JVM is to know of classes that were loaded before, or are to be kept. */
  classes: string;
  /** Of the account that every client signs in with. */
  password: string;
  port?: number;
  stopMs?: number;
};

/** Runs Kafka on the log in `kafka/log` of the data folder. */
export async function runKafka({
  tools,
  classes,
  password,
  ...options
}: RunOptions): Promise<Kafka> {
  const { folder, logFile } = placeOf(options, "kafka");
  const port = options.port ?? (await freePort());
  const controllerPort = await freePort();
  const properties = writeProperties({ folder, port, controllerPort, password });
  const broker = `127.0.0.1:${port}`;
  const access = accessTo(broker, password);
  const java = javaArguments(tools, classes, `-Djava.io.tmpdir=${folder}`);
  const part = await startPart({
    name: "kafka",
    command: tools.java,
    args: [...java, "kafka.Kafka", properties],
    environment: { PATH: process.env["PATH"] ?? "" },
    folder,
    logFile,
    isReady: () => answersKafka(access),
    // Seconds, and on a busy machine minutes: after a crash it reads its log first.
    startMs: 180_000,
    ...(options.stopMs === undefined ? {} : { stopMs: options.stopMs }),
  });
  return { ...part, port, broker, access };
}

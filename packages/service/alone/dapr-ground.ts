import { createDaprPlatform } from "@pakaura/platform/dapr/create-platform";
import type { KafkaAccess } from "@pakaura/platform/dapr/kafka-groups";
import type { Pool } from "pg";
import type { Logger } from "pino";
import { z } from "zod";
import { ConfigError, readConfig } from "../config.ts";
import { countingObserver } from "../event-metrics.ts";
import { onceUp } from "../once-up.ts";
import type { HealthCheck } from "../service.ts";
import type { Ground } from "./ground.ts";
import type { Environment } from "./read-secrets.ts";

const mechanisms = {
  PLAIN: "PLAIN",
  "SHA-256": "SCRAM-SHA-256",
  "SHA-512": "SCRAM-SHA-512",
} as const;

const settings = z.object({
  DAPR_HTTP_PORT: z.coerce
    .number()
    .pipe(z.int().min(1).max(65_535))
    .describe("the port of the Dapr sidecar's HTTP API"),
  DAPR_API_TOKEN: z.string().optional().describe("what the sidecar demands of this service"),
  APP_API_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe("at least 16 characters, which the sidecar sends to this service"),
  POD_NAME: z
    .string()
    .regex(/^[\w.-]{1,253}$/)
    .optional()
    .describe("a name that no other replica of the service has, such as that of its pod"),
  POD_IP: z
    .union([z.ipv4(), z.ipv6()])
    .optional()
    .describe("the IP address by which other replicas of the service reach INTERNAL_PORT"),
  KAFKA_BROKERS: z
    .string()
    .default("")
    .transform((text) => text.split(",").map((broker) => broker.trim()))
    .transform((brokers) => brokers.filter((broker) => broker !== ""))
    .describe("host:port of Kafka, separated by commas, for operators' commands"),
  KAFKA_USERNAME: z.string().optional().describe("the account of Kafka, where it demands one"),
  KAFKA_PASSWORD: z.string().default("").describe("the password of that account"),
  KAFKA_SASL_MECHANISM: z
    .enum(["PLAIN", "SHA-256", "SHA-512"])
    .default("PLAIN")
    .describe("PLAIN, SHA-256 or SHA-512, as the sidecar's component has it"),
  KAFKA_TLS: z
    .enum(["true", "false"])
    .default("false")
    .transform((value) => value === "true")
    .describe("true where brokers are reached by TLS, or false"),
});

/** Null where no broker is named. Dapr's names of mechanisms are not those of the protocol. */
function kafkaAccess(config: z.output<typeof settings>): KafkaAccess | null {
  const { KAFKA_BROKERS: bootstrapBrokers, KAFKA_USERNAME: username } = config;
  if (bootstrapBrokers.length === 0) return null;
  const access = { bootstrapBrokers, ...(config.KAFKA_TLS ? { tls: {} } : {}) };
  if (username === undefined) return access;
  const mechanism = mechanisms[config.KAFKA_SASL_MECHANISM];
  return { ...access, sasl: { mechanism, username, password: config.KAFKA_PASSWORD } };
}

/** Null where other replicas cannot know it. */
function ownAddress(ip: string | undefined, port: number): string | null {
  if (ip === undefined || port === 0) return null;
  return `http://${ip.includes(":") ? `[${ip}]` : ip}:${port}`;
}

type DaprGroundOptions = {
  name: string;
  pool: Pool;
  url: string;
  log: Logger;
  /** This service brings the event log to the broker, and keeps dead letters. */
  hasEventLog: boolean;
  /** Where other replicas reach it, at its POD_IP. */
  internalPort: number;
  /** Its settings. */
  env: Environment;
};

/** On Dapr, when the process was started beside a sidecar. */
export function createDaprGround(options: DaprGroundOptions): Ground {
  const { name, pool, url, log, hasEventLog, internalPort, env } = options;
  const config = readConfig(settings, env);
  const { APP_API_TOKEN: appToken } = config;
  if (appToken === undefined) {
    // Whoever reaches the internal routes could act for any user.
    throw new ConfigError("APP_API_TOKEN: got nothing, wants the token that the sidecar sends");
  }
  const platform = createDaprPlatform({
    name,
    port: config.DAPR_HTTP_PORT,
    apiToken: config.DAPR_API_TOKEN,
    appToken,
    podName: config.POD_NAME,
    address: ownAddress(config.POD_IP, internalPort),
    log,
    observer: countingObserver,
    eventLog: hasEventLog ? { pool, url, kafka: kafkaAccess(config) } : undefined,
  });
  const { relay, groups } = platform;
  const events: Record<string, HealthCheck> = relay
    ? { events: onceUp(async () => relay.isConnected()) }
    : {};
  return {
    blocks: platform.blocks,
    wake: () => platform.wake(),
    attach: ({ subscriptions }, app, internal) => platform.attach(subscriptions, app, internal),
    start: () => platform.start(),
    untilUp: () => platform.untilUp(),
    stop: () => platform.stop(),
    // What a service does for people goes on without Kafka and Dapr, and what it has to tell waits.
    health: { dapr: onceUp(async () => platform.isUp()), ...events },
    lags: () => platform.lags(),
    leadsRelay: () => relay?.isLeading() ?? null,
    kafkaOffsets: () => platform.kafkaOffsets(),
    operations: groups && {
      groups,
      replayDeadLetter: (id) => platform.replayDeadLetter(id),
      deadLetterCounts: () => platform.deadLetterCounts(),
    },
  };
}

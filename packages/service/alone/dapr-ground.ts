import { createDaprPlatform } from "@pakaura/platform/dapr/create-platform";
import type { Pool } from "pg";
import type { Logger } from "pino";
import { z } from "zod";
import { ConfigError, readConfig } from "../config.ts";
import { countingObserver } from "../event-metrics.ts";
import type { HealthCheck } from "../service.ts";
import type { Ground } from "./ground.ts";

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
  KAFKA_BROKERS: z
    .string()
    .default("")
    .transform((text) => text.split(",").map((broker) => broker.trim()))
    .transform((brokers) => brokers.filter((broker) => broker !== ""))
    .describe("host:port of Kafka, separated by commas, for operators' commands"),
});

type DaprGroundOptions = {
  name: string;
  pool: Pool;
  url: string;
  log: Logger;
  /** This service brings the event log to the broker, and keeps dead letters. */
  hasEventLog: boolean;
};

/** On Dapr, when the process was started beside a sidecar. */
export function createDaprGround(options: DaprGroundOptions): Ground {
  const { name, pool, url, log, hasEventLog } = options;
  const config = readConfig(settings);
  const { APP_API_TOKEN: appToken, KAFKA_BROKERS: kafkaBrokers } = config;
  if (appToken === undefined) {
    // Whoever reaches the internal routes could act for any user.
    throw new ConfigError("APP_API_TOKEN: got nothing, wants the token that the sidecar sends");
  }
  const platform = createDaprPlatform({
    name,
    port: config.DAPR_HTTP_PORT,
    apiToken: config.DAPR_API_TOKEN,
    appToken,
    log,
    observer: countingObserver,
    eventLog: hasEventLog ? { pool, url, kafkaBrokers } : undefined,
  });
  const { relay, groups } = platform;
  const events: Record<string, HealthCheck> = relay
    ? { events: async () => relay.isConnected() }
    : {};
  return {
    blocks: platform.blocks,
    wake: () => platform.wake(),
    attach: ({ subscriptions }, app, internal) => platform.attach(subscriptions, app, internal),
    start: () => platform.start(),
    untilUp: () => platform.untilUp(),
    stop: () => platform.stop(),
    health: { dapr: async () => platform.isUp(), ...events },
    lags: () => platform.lags(),
    operations: groups && {
      groups,
      replayDeadLetter: (id) => platform.replayDeadLetter(id),
      deadLetterCounts: () => platform.deadLetterCounts(),
    },
  };
}

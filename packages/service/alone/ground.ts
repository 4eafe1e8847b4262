import type { ConsumerGroups } from "@pakaura/platform/consumer-groups";
import type { KafkaOffsets } from "@pakaura/platform/dapr/kafka-offsets";
import type { Replay } from "@pakaura/platform/dead-letters/replay-dead-letter";
import type { Platform } from "@pakaura/platform/platform";
import type { FastifyInstance } from "fastify";
import type { HealthCheck, Service } from "../service.ts";

/** The building blocks that a service stands on when it is a process of its own. */
export type Ground = {
  blocks: Platform;
  /** Events were committed in this process. */
  wake: () => void;
  /** Deliveries, jobs and invocations reach the service's routes in `app`, by way of `internal` if they come by HTTP. */
  attach: (service: Service, app: FastifyInstance, internal: FastifyInstance) => Promise<void>;
  start: () => Promise<void>;
  /** Resolves when everything is there that the service may ask for. */
  untilUp: () => Promise<void>;
  stop: () => Promise<void>;
  health: Record<string, HealthCheck>;
  /** Seconds that each group in this process lags behind. */
  lags: () => Promise<Map<string, number>>;
  /** Whether this process brings the event log to the broker; null where it never does. */
  leadsRelay: () => boolean | null;
  /** Where Kafka's consumer groups are; null where it is not this process that tells of it. */
  kafkaOffsets: () => Promise<KafkaOffsets | null>;
  /** Where the event log and the dead letters are looked after. */
  operations: Operations | null;
};

export type Operations = {
  groups: ConsumerGroups;
  replayDeadLetter: (id: string) => Promise<Replay | null>;
  /** How many dead letters each service has that has any. */
  deadLetterCounts: () => Promise<Map<string, number>>;
};

import { allOrNone } from "./all-or-none.ts";
import type { Place } from "./parts/place.ts";
import { startKafka } from "./parts/kafka.ts";
import { createTopics, readTopics } from "./parts/kafka-admin.ts";
import type { Kafka } from "./parts/run-kafka.ts";
import { type Placement, startPlacement } from "./parts/placement.ts";
import { type Redis, startRedis } from "./parts/redis.ts";
import { type Scheduler, startScheduler } from "./parts/scheduler.ts";
import type { StackTools } from "./stack-tools.ts";

/** What sidecars need: the event backbone, the state store and Dapr's own services. */
export type Backbone = {
  kafka: Kafka;
  redis: Redis;
  placement: Placement;
  scheduler: Scheduler;
  stop: () => Promise<void>;
};

type Options = Place & {
  tools: StackTools;
  redisPassword: string;
  kafkaPassword: string;
  partitions?: number | undefined;
};

/** Starts all of it side by side, with its topics. */
export async function startBackbone(options: Options): Promise<Backbone> {
  const [kafka, redis, placement, scheduler] = await allOrNone<
    [Kafka, Redis, Placement, Scheduler]
  >([
    startKafka({ ...options, password: options.kafkaPassword }),
    startRedis({ ...options, password: options.redisPassword }),
    startPlacement(options),
    startScheduler(options),
  ]);
  const stop = async (): Promise<void> => {
    await Promise.all([kafka.stop(), redis.stop(), placement.stop(), scheduler.stop()]);
  };
  try {
    const topics = readTopics();
    await createTopics(
      kafka.access,
      topics.map((topic) => ({ ...topic, partitions: options.partitions ?? topic.partitions })),
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return { kafka, redis, placement, scheduler, stop };
}

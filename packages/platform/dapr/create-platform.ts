import type { Log } from "@pakaura/database/connection";
import type { FastifyInstance } from "fastify";
import type { Pool } from "pg";
import type { DeadLetter } from "../dead-letters/keep-dead-letter.ts";
import { type Replay, replayDeadLetter } from "../dead-letters/replay-dead-letter.ts";
import { countDeadLetters } from "../dead-letters/stored-dead-letters.ts";
import { type RetryPolicy, retryDefaults } from "../deliver-persistently.ts";
import { type PlatformObserver, silentObserver } from "../observer.ts";
import type { ConsumerGroups } from "../consumer-groups.ts";
import type { Platform } from "../platform.ts";
import type { Subscription } from "../pubsub.ts";
import { demandAppToken } from "./app-token.ts";
import { callRoutes } from "./call-routes.ts";
import { deadLettersTopic } from "./component-names.ts";
import { deadLetterEvent } from "./dead-letter-event.ts";
import { deadLetterRoute } from "./dead-letter-route.ts";
import { createDeliveryLag } from "./delivery-lag.ts";
import { eventRoutes } from "./event-routes.ts";
import { createGroups } from "./groups.ts";
import { createInvocation, type InvocationRetry } from "./invocation.ts";
import { createJobs } from "./jobs.ts";
import { createKafkaGroups, type KafkaAccess } from "./kafka-groups.ts";
import type { KafkaOffsets } from "./kafka-offsets.ts";
import { createPublisher } from "./publisher.ts";
import { createRelay, type Relay, relayGroup } from "./relay.ts";
import { returnToService, returnRoute } from "./return-dead-letter.ts";
import { createReplica, replicaRoutes } from "./replica.ts";
import { createSecrets } from "./secrets.ts";
import { createSidecar } from "./sidecar.ts";
import { createState } from "./state.ts";
import { createJobTaker } from "./take-job.ts";
import { createBroadcastTaker, createGroupTaker, type TakeRecord } from "./take-record.ts";
import { watchSidecar } from "./watch-sidecar.ts";

export type EventLog = {
  pool: Pool;
  /** Where `pool` connects to. */
  url: string;
  /** For operators to see consumer groups and set them back; null where they cannot. */
  kafka: KafkaAccess | null;
};

export type DaprOptions = {
  /** The service: this process's app id. */
  name: string;
  /** The sidecar's HTTP port, and what it demands of us. */
  port: number;
  apiToken?: string | undefined;
  /** What the sidecar sends to us. */
  appToken: string;
  /** Tells the replicas of the service apart. */
  podName?: string | undefined;
  /** Where they reach this one, as `http://host:port`. */
  address?: string | null;
  log: Log;
  observer?: PlatformObserver;
  /** Of the service that relays the event log, and keeps dead letters. */
  eventLog?: EventLog | undefined;
  retry?: Partial<RetryPolicy>;
  invocationRetry?: InvocationRetry;
  pollMs?: number;
  lockRetryMs?: number;
  holdMs?: number;
};

/** The building blocks of one service by Dapr: Kafka, the scheduler, Redis and the secret store behind a sidecar. */
export type DaprPlatform = {
  blocks: Platform;
  /** What the sidecar delivers, fires and calls on `internal` goes to the routes of `app`. */
  attach: (
    subscriptions: Subscription[],
    app: FastifyInstance,
    internal: FastifyInstance,
  ) => Promise<void>;
  start: () => Promise<void>;
  stop: () => Promise<void>;
  /** Resolves when the sidecar is up, or when this is stopped. */
  untilUp: () => Promise<void>;
  isUp: () => boolean;
  /** Events were committed in this process. */
  wake: () => void;
  /** Null where the event log is another's. */
  relay: Relay | null;
  /** Seconds that the service, and the relay if it is here, lag behind (`event_lag_seconds`). */
  lags: () => Promise<Map<string, number>>;
  /** Where Kafka's consumer groups are; null where another replica tells of it, or Kafka's address is not known. */
  kafkaOffsets: () => Promise<KafkaOffsets | null>;
  /** For operators of the service with the event log; null in any other. */
  groups: ConsumerGroups | null;
  replayDeadLetter: (id: string) => Promise<Replay | null>;
  deadLetterCounts: () => Promise<Map<string, number>>;
};

const invocationDefaults: InvocationRetry = { maxTries: 4, firstDelayMs: 50, maxDelayMs: 1_000 };
const defaultHoldMs = 5_000;

export function createDaprPlatform(options: DaprOptions): DaprPlatform {
  const { name, log, observer = silentObserver, eventLog } = options;
  const retry = { ...retryDefaults, ...options.retry };
  const stopping = new AbortController();
  const sidecar = createSidecar({ port: options.port, token: options.apiToken });
  const watch = watchSidecar({ sidecar, log });
  const publisher = createPublisher(sidecar);
  const lag = createDeliveryLag();
  const invocation = createInvocation(
    sidecar,
    options.invocationRetry ?? invocationDefaults,
    stopping.signal,
  );
  const relay = eventLog
    ? createRelay({
        ...eventLog,
        log,
        publisher,
        observer,
        canPublish: watch.isUp,
        pollMs: options.pollMs ?? 1_000,
        lockRetryMs: options.lockRetryMs ?? 1_000,
      })
    : null;
  const kafka = eventLog?.kafka ? createKafkaGroups(eventLog.kafka) : null;

  function measured(take: TakeRecord): TakeRecord {
    return async (subscription, record, signal) => {
      const end = lag.begin(record.event?.time);
      return take(subscription, record, signal).finally(end);
    };
  }

  function needEventLog(): Pool {
    if (!eventLog) throw new Error(`${name} keeps no dead letters`);
    return eventLog.pool;
  }

  return {
    relay,
    groups: eventLog && relay ? createGroups({ pool: eventLog.pool, relay, kafka }) : null,
    isUp: watch.isUp,
    untilUp: () => watch.untilUp(stopping.signal),
    wake: () => relay?.wake(),
    blocks: {
      pubsub: {
        async publish(topic, event) {
          const { partitionkey: userId, traceparent } = event;
          await publisher.publish(topic, { json: JSON.stringify(event), userId, traceparent });
          observer.onPublished(topic, event.type);
        },
      },
      jobs: createJobs(sidecar),
      state: createState(sidecar),
      secrets: createSecrets(sidecar),
      invocation,
      replica: createReplica({ service: name, ...options }),
    },
    async attach(subscriptions, app, internal) {
      const handling = { group: name, app, log, observer };
      const keep = (letter: DeadLetter) =>
        publisher.publish(deadLettersTopic, deadLetterEvent(letter));
      const groupTake = createGroupTaker({ ...handling, retry, keep });
      const broadcastTake = createBroadcastTaker({ ...handling, timeoutMs: retry.timeoutMs });
      await internal.register(async (guarded) => {
        demandAppToken(guarded, options.appToken);
        eventRoutes(guarded, {
          subscriptions,
          take: measured((subscription, ...rest) =>
            (subscription.mode === "broadcast" ? broadcastTake : groupTake)(subscription, ...rest),
          ),
          stopping: stopping.signal,
          holdMs: options.holdMs ?? defaultHoldMs,
        });
        if (eventLog) deadLetterRoute(guarded, { queryable: eventLog.pool, log });
        returnRoute(guarded, { name, app, subscriptions }, retry.timeoutMs);
        callRoutes(guarded, { app, takeJob: createJobTaker({ service: name, app, log, keep }) });
      });
      replicaRoutes(internal, { service: name, app, appToken: options.appToken });
    },
    async start() {
      await relay?.start();
    },
    async stop() {
      await relay?.stop();
      stopping.abort();
      await watch.stop();
      await kafka?.close();
    },
    async lags() {
      const lags = new Map([[name, lag.seconds()]]);
      if (relay) lags.set(relayGroup, await relay.lagSeconds());
      return lags;
    },
    async kafkaOffsets() {
      return kafka && (await relay?.isReporting()) ? kafka.offsets() : null;
    },
    replayDeadLetter: (id) =>
      replayDeadLetter(needEventLog(), id, (letter) => returnToService(invocation, letter)),
    deadLetterCounts: () => countDeadLetters(needEventLog()),
  };
}

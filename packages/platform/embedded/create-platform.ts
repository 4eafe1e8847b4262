import type { Log } from "@pakaura/database/connection";
import type { FastifyInstance } from "fastify";
import type { Pool } from "pg";
import { deliverAgain, notHere } from "../deliver-again.ts";
import type { ConsumerGroups } from "../consumer-groups.ts";
import { type RetryPolicy, retryDefaults } from "../deliver-persistently.ts";
import { type PlatformObserver, silentObserver } from "../observer.ts";
import type { Platform } from "../platform.ts";
import type { Subscription } from "../pubsub.ts";
import { type Consumer, createConsumer } from "../log/consumer.ts";
import { createCursorWriter } from "../log/cursor-writer.ts";
import { readLags, readPlaces, removeCursor, rewindCursor } from "../log/cursors.ts";
import { createGroupRunner, type GroupRunner } from "../log/group-runner.ts";
import { createBroadcastHandler, createGroupHandler, type HandlerOptions } from "./handle-row.ts";
import { createInvocation, type InvocationRetry } from "./invocation.ts";
import { createJobRunner } from "./job-runner.ts";
import { createJobStore, jobsChannel } from "./job-store.ts";
import { createNotifier } from "../log/notifier.ts";
import { createPublisher } from "./publish.ts";
import { readNewest } from "../log/read-page.ts";
import { loneReplica } from "../replica.ts";
import { createSecrets } from "./secrets.ts";
import { createSession } from "../log/session.ts";
import { createState, pruneState } from "./state.ts";
import { type Replay, replayDeadLetter } from "../dead-letters/replay-dead-letter.ts";
import { countDeadLetters } from "../dead-letters/stored-dead-letters.ts";
import { createTail } from "../log/tail.ts";

export type EmbeddedOptions = {
  pool: Pool;
  /** Where `pool` connects to; the platform has two connections of its own. */
  url: string;
  log: Log;
  secrets: Readonly<Record<string, string>>;
  observer?: PlatformObserver;
  retry?: Partial<RetryPolicy>;
  invocationRetry?: InvocationRetry;
  /** The slow poll of the event log, in case a wake is lost. */
  pollMs?: number;
  /** How soon another process takes over the groups of one that died. */
  lockRetryMs?: number;
  jobPollMs?: number;
};

/** The building blocks in one process, on PostgreSQL alone. */
export type EmbeddedPlatform = {
  forService: (name: string) => Platform;
  /** Deliveries, jobs and invocations of the service go to `app`. Before `start`. */
  attach: (service: { name: string; subscriptions: Subscription[] }, app: FastifyInstance) => void;
  start: () => Promise<void>;
  stop: () => Promise<void>;
  /** Events were committed in this process. */
  wake: () => void;
  /** Delivers everything from `time` on to the group again, whichever process works for it. */
  rewind: (consumerGroup: string, time: Date) => Promise<void>;
  /** Seconds that each group in this process lags behind (`event_lag_seconds`). */
  lags: () => Promise<Map<string, number>>;
  isConnected: () => boolean;
  /** For operators. */
  groups: ConsumerGroups;
  /** Delivers a dead letter once more to its service in this process; null when there is none with the id. */
  replayDeadLetter: (id: string) => Promise<Replay | null>;
  /** How many dead letters each service has that has any (`dead_letters`). */
  deadLetterCounts: () => Promise<Map<string, number>>;
};

const invocationDefaults: InvocationRetry = { maxTries: 4, firstDelayMs: 50, maxDelayMs: 1_000 };
const cursorIntervalMs = 50;
const stopGraceMs = 1_500;
const pruneIntervalMs = 600_000;
/** Loading the library of jobs holds everything else up: whoever waits for the start comes first. */
const jobsAfterMs = 50;

export function createEmbeddedPlatform(options: EmbeddedOptions): EmbeddedPlatform {
  const {
    pool,
    url,
    log,
    observer = silentObserver,
    pollMs = 1_000,
    lockRetryMs = 1_000,
  } = options;
  const retry = { ...retryDefaults, ...options.retry };
  const stopping = new AbortController();
  const apps = new Map<string, FastifyInstance>();
  const subscribed = new Map<string, Subscription[]>();
  const groups: GroupRunner[] = [];
  const broadcasts: HandlerOptions[] = [];
  const broadcasting: Promise<void>[] = [];
  let isConnected = false;
  let isStarted = false;
  let holdsJobs = false;
  let lockTimer: NodeJS.Timeout | undefined;
  let jobsTimer: NodeJS.Timeout | undefined;
  let pruneTimer: NodeJS.Timeout | undefined;

  const session = createSession({
    url,
    log,
    channels: [jobsChannel],
    onConnected() {
      isConnected = true;
      if (isStarted) void takeLocks();
      tail.wake();
    },
    onLost() {
      isConnected = false;
      holdsJobs = false;
      for (const group of groups) group.lose();
      void jobRunner.stop();
    },
    onNotified(channel, payload) {
      if (channel === jobsChannel) void startJobs();
      else if (payload.startsWith("rewind:")) void restart(payload.slice("rewind:".length));
      else tail.wake();
    },
  });
  const tail = createTail({ queryable: () => session.reader(), pollMs });
  const cursors = createCursorWriter(session, groups, cursorIntervalMs);
  const notifier = createNotifier(() => session.notify(""));
  const publish = createPublisher(pool, wake);
  const jobs = createJobStore(pool);
  const jobRunner = createJobRunner({
    pool,
    store: jobs,
    apps,
    log,
    pollMs: options.jobPollMs ?? 1_000,
    onEnded: () => startJobsIn(lockRetryMs),
  });
  const secrets = createSecrets(options.secrets);
  const invocation = createInvocation(
    (name) => apps.get(name),
    options.invocationRetry ?? invocationDefaults,
    stopping.signal,
  );

  function wake(): void {
    tail.wake();
    notifier.notify();
  }

  async function restart(name: string): Promise<void> {
    await groups
      .find(({ group }) => group === name)
      ?.restart()
      .catch(() => undefined);
  }

  async function rewind(consumerGroup: string, time: Date): Promise<void> {
    await rewindCursor(pool, consumerGroup, time);
    await restart(consumerGroup);
    await session.notify(`rewind:${consumerGroup}`);
  }

  function lags(): Promise<Map<string, number>> {
    return readLags(
      pool,
      groups.map(({ group }) => group),
    );
  }

  async function startJobs(): Promise<void> {
    if (!holdsJobs || stopping.signal.aborted) return;
    try {
      await jobRunner.start();
    } catch (error) {
      log.warn({ error: String(error) }, "Jobs could not be started");
      startJobsIn(lockRetryMs);
    }
  }

  function startJobsIn(delayMs: number): void {
    clearTimeout(jobsTimer);
    jobsTimer = setTimeout(() => void startJobs(), delayMs).unref();
  }

  async function takeJobs(): Promise<boolean> {
    if (holdsJobs || apps.size === 0) return true;
    holdsJobs = await session.tryLock(`jobs/${[...apps.keys()].sort().join(",")}`);
    if (holdsJobs && (await jobs.hasJobs())) startJobsIn(jobsAfterMs);
    return holdsJobs;
  }

  /** Takes what is free, and comes back for what another process holds. */
  async function takeLocks(): Promise<void> {
    clearTimeout(lockTimer);
    if (stopping.signal.aborted || !isConnected) return;
    // A lost connection begins this anew.
    const taken = await Promise.all([...groups.map((group) => group.tryStart()), takeJobs()]).catch(
      () => [false],
    );
    if (taken.includes(false) && !stopping.signal.aborted) {
      clearTimeout(lockTimer);
      lockTimer = setTimeout(() => void takeLocks(), lockRetryMs).unref();
    }
  }

  async function startBroadcast(handler: HandlerOptions): Promise<void> {
    const consumer: Consumer = createConsumer({
      tail,
      start: await readNewest(session.reader()),
      order: "user",
      handle: createBroadcastHandler(handler),
      onMoved: () => undefined,
      onError(error) {
        if (isConnected)
          log.warn(
            { group: handler.group, error: String(error) },
            "The event log could not be read",
          );
      },
    });
    broadcasting.push(consumer.run(stopping.signal));
  }

  return {
    wake,
    isConnected: () => isConnected,
    forService: (name) => ({
      pubsub: {
        async publish(topic, event) {
          await publish(topic, event);
          observer.onPublished(topic, event.type);
        },
      },
      jobs: jobs.forService(name),
      state: createState(pool, name),
      secrets,
      invocation,
      replica: loneReplica(),
    }),
    attach({ name, subscriptions }, app) {
      apps.set(name, app);
      subscribed.set(name, subscriptions);
      const handler = { group: name, app, queryable: pool, log, observer, retry };
      const shared = subscriptions.filter(({ mode }) => mode !== "broadcast");
      const broadcast = subscriptions.filter(({ mode }) => mode === "broadcast");
      if (broadcast.length > 0) broadcasts.push({ ...handler, subscriptions: broadcast });
      if (shared.length === 0) return;
      const handle = createGroupHandler({ ...handler, subscriptions: shared });
      const order = shared.every((one) => one.order === "none") ? "none" : "user";
      groups.push(
        createGroupRunner({
          group: name,
          order,
          session,
          tail,
          log,
          handle,
          onMoved: cursors.moved,
        }),
      );
    },
    async start() {
      await Promise.all([...apps.values()].map((app) => app.ready()));
      await session.start();
      isStarted = true;
      await Promise.all(broadcasts.map(startBroadcast));
      await takeLocks();
      pruneTimer = setInterval(
        () => void pruneState(pool).catch(() => undefined),
        pruneIntervalMs,
      ).unref();
    },
    async stop() {
      stopping.abort();
      clearTimeout(lockTimer);
      clearTimeout(jobsTimer);
      clearInterval(pruneTimer);
      notifier.stop();
      cursors.stop();
      await Promise.all([jobRunner.stop(), ...groups.map((group) => group.halt(stopGraceMs))]);
      await cursors.flush();
      for (const group of groups) group.lose();
      await jobs.release();
      await session.stop();
    },
    rewind,
    groups: {
      list: async () => readPlaces(pool, await lags()),
      async rewind(service, time) {
        const isHere = groups.some(({ group }) => group === service);
        if (isHere) await rewind(service, time);
        return isHere;
      },
      async forget(service) {
        if (groups.some(({ group }) => group === service)) return "running";
        return (await removeCursor(pool, service)) ? "forgotten" : "unknown";
      },
    },
    replayDeadLetter: (id) =>
      replayDeadLetter(pool, id, async ({ service: name, topic, event, event_id: eventId }) => {
        const app = apps.get(name);
        if (!app) return notHere(name, topic);
        const receiver = { name, app, subscriptions: subscribed.get(name) ?? [] };
        return deliverAgain(receiver, { topic, event, eventId }, retry.timeoutMs);
      }),
    deadLetterCounts: () => countDeadLetters(pool),
    lags,
  };
}

import type { Log } from "@pakaura/database/connection";
import type { Pool } from "pg";
import { createCursorWriter } from "../log/cursor-writer.ts";
import { readLags, rewindCursor } from "../log/cursors.ts";
import { createGroupRunner } from "../log/group-runner.ts";
import { createNotifier } from "../log/notifier.ts";
import { createSession } from "../log/session.ts";
import { createTail } from "../log/tail.ts";
import type { PlatformObserver } from "../observer.ts";
import type { Publisher } from "./publisher.ts";
import { createRowRelay } from "./relay-rows.ts";

export type RelayOptions = {
  pool: Pool;
  /** Where `pool` connects to; the relay has connections of its own. */
  url: string;
  log: Log;
  publisher: Publisher;
  observer: PlatformObserver;
  /** Whether this process's sidecar is there: without it another replica relays. */
  canPublish: () => boolean;
  pollMs: number;
  /** How soon another replica takes over from one that died. */
  lockRetryMs: number;
};

/** Brings the event log to the broker. One replica at a time does; the others wait for its lock. */
export type Relay = {
  start: () => Promise<void>;
  stop: () => Promise<void>;
  /** Events were committed in this process. */
  wake: () => void;
  isConnected: () => boolean;
  isLeading: () => boolean;
  /** Whether this is the one replica that tells of what all see alike: the first that asked, as long as it has the database. */
  isReporting: () => Promise<boolean>;
  /** Seconds since the oldest event was made that the broker does not have yet, 0 when it has all. */
  lagSeconds: () => Promise<number>;
  /** Publishes everything again that was made at `time` or later, for a broker that has lost its data. */
  rewind: (time: Date) => Promise<void>;
};

/** The relay's place in the event log is kept under this name. */
export const relayGroup = "relay";
const reportLock = "report";
const rewindNotice = `rewind:${relayGroup}`;
const cursorIntervalMs = 50;
const noticeIntervalMs = 1;
const stopGraceMs = 1_500;
/** Of one user's events, in one go: a long import is published in a few requests. */
const rowsAtOnce = 100;

export function createRelay(options: RelayOptions): Relay {
  const { pool, url, log, publisher, observer } = options;
  let isConnected = false;
  let isReporting = false;
  let isStopping = false;
  let timer: NodeJS.Timeout | undefined;

  const session = createSession({
    url,
    log,
    onConnected() {
      isConnected = true;
      void takeOrLeaveTheLead();
      tail.wake();
    },
    onLost() {
      isConnected = false;
      isReporting = false;
      runner.lose();
    },
    onNotified(_channel, payload) {
      if (payload === rewindNotice) void runner.restart().catch(() => undefined);
      else tail.wake();
    },
  });
  const tail = createTail({ queryable: () => session.reader(), pollMs: options.pollMs });
  const notifier = createNotifier(() => session.notify(""), noticeIntervalMs);
  const runner = createGroupRunner({
    group: relayGroup,
    order: "user",
    rowsAtOnce,
    session,
    tail,
    log,
    handle: createRowRelay(publisher, observer),
    onMoved: () => cursors.moved(),
  });
  const cursors = createCursorWriter(session, [runner], cursorIntervalMs);

  async function takeOrLeaveTheLead(): Promise<void> {
    clearTimeout(timer);
    if (isStopping) return;
    const wasLeading = runner.isWorking();
    // A lost connection begins this anew.
    if (isConnected && options.canPublish()) await runner.tryStart().catch(() => false);
    else if (wasLeading) await runner.release().catch(() => undefined);
    if (runner.isWorking() !== wasLeading)
      log.info({ is_leading: runner.isWorking() }, "The lead of the relay changed");
    clearTimeout(timer);
    if (!isStopping)
      timer = setTimeout(() => void takeOrLeaveTheLead(), options.lockRetryMs).unref();
  }

  return {
    isConnected: () => isConnected,
    isLeading: () => runner.isWorking(),
    async isReporting() {
      // A lock that is held would be taken once more.
      if (isConnected && !isReporting) isReporting = await session.tryLock(reportLock);
      return isReporting;
    },
    async start() {
      await session.start();
    },
    wake() {
      if (runner.isWorking()) tail.wake();
      else notifier.notify();
    },
    async lagSeconds() {
      return (await readLags(pool, [relayGroup])).get(relayGroup) ?? 0;
    },
    async rewind(time) {
      await rewindCursor(pool, relayGroup, time);
      await runner.restart();
      await session.notify(rewindNotice);
    },
    async stop() {
      isStopping = true;
      clearTimeout(timer);
      notifier.stop();
      cursors.stop();
      await runner.halt(stopGraceMs);
      await cursors.flush();
      runner.lose();
      await session.stop();
    },
  };
}

import type { Log } from "@pakaura/database/connection";
import { createConsumer, type Consumer, type HandleRows } from "./consumer.ts";
import { type CursorMove, loadCursor, type StoredCursor } from "./cursors.ts";
import { comparePositions, stateAfter } from "./log-position.ts";
import type { Session } from "./session.ts";
import type { Tail } from "./tail.ts";
import { wait } from "./wait.ts";

/** Works for one consumer group while this process holds the group's lock. */
export type GroupRunner = {
  group: string;
  /** Takes the lock and begins at the durable position; true when it is working. */
  tryStart: () => Promise<boolean>;
  /** Begins again at the durable position (it was rewound). */
  restart: () => Promise<void>;
  /** Lets what is being handled finish, within the time. */
  halt: (graceMs: number) => Promise<void>;
  /** The lock went with the connection. */
  lose: () => void;
  /** Lets another process work for the group, once nothing is being handled here any more. */
  release: () => Promise<void>;
  isWorking: () => boolean;
  /** What is to be stored, or null. */
  pendingMove: () => CursorMove | null;
  stored: (cursor: StoredCursor) => void;
};

export type GroupRunnerOptions = {
  group: string;
  order: "user" | "none";
  session: Session;
  tail: Tail;
  log: Log;
  handle: HandleRows;
  rowsAtOnce?: number;
  onMoved: () => void;
};

const settleMs = 5;

type Work = {
  consumer: Consumer;
  abort: AbortController;
  done: Promise<void>;
  stored: StoredCursor;
};

export function createGroupRunner({
  group,
  order,
  session,
  tail,
  log,
  handle,
  rowsAtOnce,
  onMoved,
}: GroupRunnerOptions): GroupRunner {
  const lock = `group/${group}`;
  let isLocked = false;
  let work: Work | null = null;
  /** Ends of earlier work: a row is not handled twice at the same time by one process. */
  let previous: Promise<void> = Promise.resolve();
  let steps: Promise<unknown> = Promise.resolve();

  /** One step at a time: a restart must not overlap a start. */
  function inTurn<Result>(step: () => Promise<Result>): Promise<Result> {
    const result = steps.then(step);
    steps = result.catch(() => undefined);
    return result;
  }

  function end(): void {
    if (!work) return;
    work.abort.abort();
    previous = work.done;
    work = null;
  }

  async function begin(): Promise<void> {
    await previous;
    const cursor = await loadCursor(session.control(), group);
    const abort = new AbortController();
    const consumer = createConsumer({
      tail,
      start: stateAfter(cursor.at),
      order,
      handle,
      ...(rowsAtOnce === undefined ? {} : { rowsAtOnce }),
      onMoved,
      onError: (error) =>
        log.warn({ group, error: String(error) }, "The event log could not be read"),
    });
    work = { consumer, abort, done: consumer.run(abort.signal), stored: cursor };
  }

  return {
    group,
    tryStart: () =>
      inTurn(async () => {
        if (work) return true;
        isLocked ||= await session.tryLock(lock);
        if (isLocked) await begin();
        return isLocked;
      }),
    restart: () =>
      inTurn(async () => {
        if (!work) return;
        end();
        await begin();
      }),
    async halt(graceMs) {
      if (!work) return;
      const { abort, consumer, done } = work;
      abort.abort();
      const deadline = AbortSignal.timeout(graceMs);
      const expired = new Promise((resolve) =>
        deadline.addEventListener("abort", resolve, { once: true }),
      );
      await Promise.race([done, expired]);
      // A lost connection ends this at once: what is not stored is repeated.
      const settle = () => consumer.settle().catch(() => true);
      while (!deadline.aborted && !(await settle())) {
        tail.wake();
        await wait(settleMs, deadline);
      }
    },
    lose() {
      isLocked = false;
      end();
    },
    release: () =>
      inTurn(async () => {
        end();
        await previous;
        if (!isLocked) return;
        await session.unlock(lock);
        isLocked = false;
      }),
    isWorking: () => work !== null,
    pendingMove() {
      if (!work) return null;
      const to = work.consumer.position();
      return comparePositions(to, work.stored.at) === 0 ? null : { group, from: work.stored, to };
    },
    stored(cursor) {
      if (work) work.stored = cursor;
    },
  };
}
